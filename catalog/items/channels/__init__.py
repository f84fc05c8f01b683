"""Forms carried out (公开形式落实): which forms suit, what each asks for, who did it, who confirmed it, who was told."""
