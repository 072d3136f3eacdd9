"""What the desk is asked to do, kept until the visit goes on or somebody has done it."""

from services.session.desk import store
from services.session.happenings import DeskTask, VisitCalledOff, VisitMoved
from services.session.visit import store as visits
from services.session.work import Work


async def on_task(work: Work, task: DeskTask) -> None:
    """Keep it, for the day list; the visit's own hint has the pages look."""
    visit = await visits.load(work, task.visit_id)
    await store.add_task(work.tx, visit.id, task.kind.value, visit.clinic_id, visit.queue_id, work.now)


async def on_moved(work: Work, moved: VisitMoved) -> None:
    """A new time: nothing is left to do about the old one."""
    await store.finish_tasks(work.tx, moved.visit_id, work.now)


async def on_called_off(work: Work, off: VisitCalledOff) -> None:
    """Nothing is left to do."""
    await store.finish_tasks(work.tx, off.visit_id, work.now)
