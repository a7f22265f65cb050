"""One module for each subcommand of `peygir`."""
