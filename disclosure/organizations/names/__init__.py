"""Codes and account names out of Chinese names."""
