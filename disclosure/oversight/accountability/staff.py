"""The staff pages and what is offered elsewhere; imported once all apps are there."""
