"""What those who watch an organisation do and no tale tells yet, once every organisation has its cases and everybody is there."""

from disclosure.oversight.demo.acts.watched.circulars import fill_circulars
from disclosure.oversight.demo.acts.watched.inspections import fill_inspections
from disclosure.oversight.demo.acts.watched.urging import fill_urges

WATCHED = (fill_urges, fill_inspections, fill_circulars)
