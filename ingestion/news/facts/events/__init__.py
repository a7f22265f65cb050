"""The events that an article reports: sessions, meetings, programmes, trips, reports on figures."""
