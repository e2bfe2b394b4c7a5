"""The report: results as a table, plain lines, JSON, CSV or one HTML file. Pure: what is read comes in by argument."""
