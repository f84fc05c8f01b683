"""Channels carried out (公开形式落实): which channels suit, what each asks for, who did it, who confirmed it, who was told."""
