"""Notices down (情况通报、公告、学习资料) and reports up (情况反映): LK-22, QJ-14."""
