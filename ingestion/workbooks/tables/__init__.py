"""Tables in a sheet: where each begins, its heading rows, its columns and what they hold."""
