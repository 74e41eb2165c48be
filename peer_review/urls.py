from django.urls import path

from . import again
from .views import booking, code, evaluations, marks, mirror, points, room, slots, supervisors

app_name = "peer_review"
urlpatterns = [
    path("slots/", slots.calendar, name="slots"),
    path("slots/save/", slots.save, name="save-slots"),
    path("slots/offer/", slots.offer, name="offer"),
    path("attempts/<int:attempt_id>/book/", booking.book, name="book"),
    path("attempts/<int:attempt_id>/pledge/", booking.give_pledge, name="pledge"),
    path("attempts/<int:attempt_id>/find/", booking.find, name="find"),
    path("attempts/<int:attempt_id>/find/stop/", booking.stop_waiting, name="stop-waiting"),
    path("attempts/<int:attempt_id>/mark/", marks.mark, name="mark"),
    path("attempts/<int:attempt_id>/mark/object/", marks.object_to, name="object"),
    path("attempts/<int:attempt_id>/mark/correct/", marks.correct, name="correct"),
    path("attempts/<int:attempt_id>/supervisor/", supervisors.invite_supervisor, name="invite-supervisor"),
    path("supervisor/<str:secret>/", supervisors.supervisor, name="supervisor"),
    path("evaluations/", evaluations.index, name="evaluations"),
    path("evaluations/<slug:key>/", evaluations.page, name="evaluation"),
    path("evaluations/<slug:key>/check-in/", evaluations.check_in, name="check-in"),
    path("evaluations/<slug:key>/code/", evaluations.confirm, name="confirm"),
    path("evaluations/<slug:key>/cancel/", evaluations.cancel, name="cancel"),
    path("evaluations/<slug:key>/no-show/", evaluations.no_show, name="no-show"),
    path("evaluations/<slug:key>/feedback/", evaluations.give_feedback, name="feedback"),
    path("evaluations/<slug:key>/answer/", evaluations.answer, name="answer"),
    path("evaluations/<slug:key>/decide/", evaluations.decide, name="decide"),
    path("evaluations/<slug:key>/room/", room.room, name="room"),
    path("evaluations/<slug:key>/room/draft/", room.draft, name="draft"),
    path("evaluations/<slug:key>/room/file/", code.file, name="file"),
    path("evaluations/<slug:key>/room/archive/", code.archive, name="archive"),
    path("evaluations/<slug:key>/room/remark/", code.remark, name="remark"),
    path("mirror/", mirror.mirror, name="mirror"),
    path("points/", points.points_history, name="points"),
    path("points/give/", points.give, name="give-points"),
]
for pattern in urlpatterns:
    pattern.callback = again.when_blocked(pattern.callback)
