"""Addresses of the desk.  Each view says who may enter; tests/portal/desk/test_permissions.py has a row for each."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import path

from portal.desk import (
    agencies,
    approving,
    audit,
    batches,
    choosing,
    deciding,
    history,
    queue,
    review,
    rule,
    sources,
    uploading,
    users,
    wrong_numbers,
)
from portal.desk.gate import NAMESPACE, anybody, desk
from portal.desk.home import home
from portal.desk.signing_in import ChangePassword, LogIn
from portal.roles import Role

app_name = NAMESPACE

urlpatterns = [
    path("", home, name="home"),
    path("login/", anybody("GET", "POST")(LogIn.as_view()), name="login"),
    path("logout/", anybody("POST")(LogoutView.as_view()), name="logout"),
    path("password/", desk(Role.UPLOADER, "GET", "POST")(ChangePassword.as_view()), name="password"),
    path("upload/", uploading.upload, name="upload"),
    path("batches/", batches.batches, name="batches"),
    path("batches/<int:batch_id>/", batches.batch, name="batch"),
    path("batches/<int:batch_id>/progress/", batches.progress, name="progress"),
    path("uploads/<int:upload_id>/retry/", batches.retry, name="retry"),
    path("uploads/<int:upload_id>/complete/", batches.complete, name="complete"),
    path("queue/", queue.queue, name="queue"),
    path("queue/approve/", approving.approve, name="approve"),
    path("reports/<int:report_id>/", review.review, name="review"),
    path("reports/<int:report_id>/source/", review.source_fragment, name="source"),
    path("reports/<int:report_id>/correct/", review.correct, name="correct"),
    path("reports/<int:report_id>/decide/", deciding.decide_finding, name="decide"),
    path("reports/<int:report_id>/publish/", deciding.publish_report, name="publish"),
    path("reports/<int:report_id>/withdraw/", deciding.withdraw_report, name="withdraw"),
    path("reports/<int:report_id>/restore/", deciding.restore_report, name="restore"),
    path("reports/<int:report_id>/set-aside/", deciding.set_aside_report, name="set_aside"),
    path("reports/<int:report_id>/hold/", deciding.hold_source, name="hold"),
    path("reports/<int:report_id>/revert/<int:number>/", deciding.revert_report, name="revert"),
    path("reports/<int:report_id>/history/", history.history, name="history"),
    path("reports/<int:report_id>/compare/<int:before>/<int:after>/", history.compare, name="compare"),
    path("sources/<str:sha256>/pages/<int:number>.png", sources.page, name="page"),
    path("sources/<str:sha256>/original/", sources.original, name="original"),
    path("choose/agencies/", choosing.choose_agency, name="choose_agency"),
    path("choose/divisions/", choosing.choose_division, name="choose_division"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/<int:agency_id>/", agencies.agency, name="agency"),
    path("agencies/<int:agency_id>/describe/", agencies.describe_agency, name="describe_agency"),
    path("agencies/<int:agency_id>/place/", agencies.place_agency, name="place_agency"),
    path("agencies/<int:agency_id>/merge/", agencies.merge_agency, name="merge_agency"),
    path("agencies/<int:agency_id>/succeed/", agencies.succeed_agency, name="succeed_agency"),
    path("audit/", audit.audit, name="audit"),
    path("audit.csv", audit.audit_table, name="audit_table"),
    path("audit/<int:event_id>/undo/", history.undo_event, name="undo"),
    path("wrong-numbers/", wrong_numbers.wrong_numbers, name="wrong_numbers"),
    path("wrong-numbers/<int:message_id>/answer/", wrong_numbers.answer_wrong_number, name="answer_wrong_number"),
    path("rule/", rule.rule, name="rule"),
    path("users/", users.users, name="users"),
    path("users/<int:user_id>/", users.user, name="user"),
]
