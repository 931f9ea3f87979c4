"""Papers in every form: a page, Word, PDF, Markdown, text. What a paper says is said in `report.papers`."""
