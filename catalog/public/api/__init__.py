"""The portal as data: read-only JSON, described by OpenAPI, through the same door as the pages."""
