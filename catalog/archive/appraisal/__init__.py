"""Appraisal (鉴定): what becomes of a package whose time is over is proposed by one person and decided by another."""
