"""Asking on the web, one question a step: what was answered so far waits in the session until the case is sent."""
