"""Celery's scheduler, which a clock that was wrong does not silence: what is said to have run in the future runs now."""

from datetime import timedelta

from celery.beat import PersistentScheduler

# Two readings of one clock may differ by a moment.
MOMENT = timedelta(seconds=5)
LONG_AGO = timedelta(days=1)


class Scheduler(PersistentScheduler):
    def tick(self, *args, **kwargs):
        if self.mend_future():
            self._heap = None
        return super().tick(*args, **kwargs)

    def mend_future(self) -> bool:
        """Whether an entry was put right; the order of what comes next is then to be made anew."""
        wrong = [entry for entry in self.schedule.values() if entry.last_run_at > entry.default_now() + MOMENT]
        for entry in wrong:
            entry.last_run_at = entry.default_now() - LONG_AGO
        return bool(wrong)
