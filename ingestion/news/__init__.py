"""Provincial news: discover, fetch, archive, parse. No database inside; `ingestion.pipeline` joins the steps."""
