"""Workbooks of the secretariats: opened safely, understood without configuration, every row accounted for."""
