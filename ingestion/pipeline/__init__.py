"""The only place where the steps meet: what a DAG's task calls, in the order of the night.

Every function takes plain values, opens its own connection, and returns a small JSON-ready summary.
"""

from ingestion.pipeline.builds import build, dbt_command, dbt_environment, needs_build, write_catalog
from ingestion.pipeline.files import archive_folder, chosen_folders, waiting_files
from ingestion.pipeline.news import DROP_SOURCE, backfill_pieces, land_news, live_sources, news_sources
from ingestion.pipeline.rereading import reparse
from ingestion.pipeline.runs import (
    TEHRAN,
    business_day,
    close_ingest,
    enter_failure,
    forget_failure,
    last_complete_day,
    open_run,
    today,
)
from ingestion.pipeline.workbooks import land_workbook, new_workbooks, write_owed_feedback

__all__ = [
    "DROP_SOURCE", "TEHRAN", "archive_folder", "backfill_pieces", "build", "business_day", "chosen_folders", "close_ingest",
    "dbt_command", "dbt_environment", "enter_failure", "forget_failure", "land_news", "land_workbook", "last_complete_day", "live_sources",
    "needs_build", "new_workbooks", "news_sources", "open_run", "reparse", "today", "waiting_files", "write_catalog",
    "write_owed_feedback",
]  # fmt: skip
