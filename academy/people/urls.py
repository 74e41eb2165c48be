from django.urls import path

from .views import accept, invitations, profiles, record, tokens

app_name = "people"
urlpatterns = [
    path("profile/", profiles.own, name="own"),
    path("profile/record/", record.record, name="record"),
    path("people/<slug:login>/", profiles.profile, name="profile"),
    path("enrolments/<int:enrolment_id>/", profiles.change_enrolment, name="change-enrolment"),
    path("tokens/", tokens.index, name="tokens"),
    path("tokens/<int:token_id>/revoke/", tokens.revoke, name="revoke-token"),
    path("invitations/", invitations.index, name="invitations"),
    path("invitations/new/", invitations.single, name="invite"),
    path("invitations/upload/", invitations.upload, name="upload-invitations"),
    path("invitations/confirm/", invitations.confirm, name="confirm-invitations"),
    path("invitations/<int:invitation_id>/send-again/", invitations.resend, name="resend-invitation"),
    path("invitations/<int:invitation_id>/withdraw/", invitations.withdraw, name="withdraw-invitation"),
    path("invitations/<str:token>/", accept.accept, name="accept"),
]
