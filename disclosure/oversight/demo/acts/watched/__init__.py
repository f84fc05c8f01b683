"""What those who watch an organisation do, once every organisation has its cases and everybody is there."""

from disclosure.oversight.demo.acts.watched.accountability import fill_measures
from disclosure.oversight.demo.acts.watched.assessments import fill_assessments
from disclosure.oversight.demo.acts.watched.circulars import fill_circulars
from disclosure.oversight.demo.acts.watched.evaluation import fill_evaluations
from disclosure.oversight.demo.acts.watched.inspections import fill_inspections
from disclosure.oversight.demo.acts.watched.orders import fill_orders, fill_urges
from disclosure.oversight.demo.acts.watched.watching import fill_watching

WATCHED = (
    fill_evaluations,
    fill_orders,
    fill_urges,
    fill_inspections,
    fill_assessments,
    fill_watching,
    fill_measures,
    fill_circulars,
)
