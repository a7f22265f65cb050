"""`peygir up`, `peygir down`, `peygir status`: the warehouse's server and what is in it."""

from __future__ import annotations

import click


@click.command(epilog="Example:  peygir up --airflow")
@click.option(
    "--airflow", "with_airflow", is_flag=True, help="Start Airflow's scheduler and web UI as well, in the foreground."
)
@click.option("--recorded", is_flag=True, help="With --airflow: no schedule; DAGs run only when triggered.")
def up(with_airflow: bool, recorded: bool) -> None:
    """Start the embedded warehouse and bring its schema up to date."""
    from ingestion.warehouse.connection import locate
    from ingestion.warehouse.prepare import prepare

    warehouse = locate(create=True)
    for name in prepare(warehouse):
        click.echo(f"applied {name}")
    click.echo(f"warehouse: {warehouse.host}:{warehouse.port}/{warehouse.database}")
    if with_airflow:
        _serve_airflow(recorded)


def _serve_airflow(recorded: bool) -> None:
    from ingestion import orchestration
    from ingestion.warehouse.connection import locate
    from ingestion.warehouse.credentials import load_credentials

    warehouse = locate()
    click.echo("preparing Airflow's metadata …", err=True)
    orchestration.prepare_metadata(warehouse)
    extra = {"PEYGIR_SCHEDULE": "off"} if recorded else {}
    services = (*orchestration.SERVICES, "triggerer")
    with orchestration.running_airflow(warehouse, extra_environment=extra, services=services) as airflow:
        click.echo(f"airflow: {airflow.address} (user peygir, password {load_credentials()['airflow_ui']})")
        click.echo("press Ctrl-C to stop")
        orchestration.await_end(airflow)


@click.command(epilog="Example:  peygir down")
def down() -> None:
    """Stop the embedded warehouse; its data stay."""
    from ingestion.warehouse.embedded import embedded_server, is_initialised, stop

    click.echo("stopped" if is_initialised() and stop(embedded_server()) else "was not running")


@click.command(epilog="Example:  peygir status")
def status() -> None:
    """Say what runs, where the state and the inbox lie, and how fresh the marts are.

    Exit code 2 where there is no warehouse yet.
    """
    import os

    from ingestion import reports
    from ingestion.paths import state_folder
    from ingestion.pipeline.files import inbox_folder, outbox_folder
    from ingestion.warehouse.connection import no_warehouse
    from ingestion.warehouse.embedded import embedded_server, is_initialised, is_running

    click.echo(f"state folder: {state_folder()}")
    click.echo(f"inbox: {inbox_folder()}; marked copies: {outbox_folder()}")
    if os.environ.get("PEYGIR_WAREHOUSE_URL"):
        click.echo("warehouse: the server of PEYGIR_WAREHOUSE_URL")
    else:
        if not is_initialised():
            raise no_warehouse()
        server = embedded_server()
        running = is_running(server)
        click.echo(f"warehouse: embedded, {'running' if running else 'stopped'}; data in {server.data}")
        if not running:
            click.echo("start it with `peygir up`")
            return
    for line in reports.freshness():
        click.echo(line)
