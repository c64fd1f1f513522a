"""The certificate for people, as chapters of words, tables and pictures: one content, drawn as HTML and as PDF."""
