"""Messages that come twice, late or never."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.utils import timezone

from archive.models import Batch, Upload
from ingest import stages, tasks
from ingest.batches import hand_in
from ingest.exclusive import exclusively
from tests.ingest.holding import held_by_another
from tests.variants import TEXT, variants

FIRST, SECOND = variants(TEXT, 2)


@pytest.fixture
def upload(batch: Batch) -> Upload:
    return next(iter(hand_in(batch, "年报.txt", io.BytesIO(FIRST))))


def age(upload: Upload, seconds: float, state: str) -> None:
    Upload.objects.filter(pk=upload.pk).update(state=state, changed_at=timezone.now() - timedelta(seconds=seconds))


def swept() -> None:
    tasks.sweep(timezone.now().timestamp())


def test_a_message_carries_its_upload_to_the_end(upload: Upload) -> None:
    tasks.carry_on(upload.pk)
    upload.refresh_from_db()
    assert upload.state == "review"


def test_a_message_for_an_upload_that_is_gone_does_nothing(upload: Upload) -> None:
    tasks.carry_on(upload.pk + 1)


def test_while_another_worker_has_it_nothing_is_done(upload: Upload, queued: list[int]) -> None:
    with held_by_another(upload.pk):
        tasks.carry_on(upload.pk)
        upload.refresh_from_db()
        assert (upload.state, upload.attempts, queued) == ("waiting", 0, [])
    tasks.carry_on(upload.pk)
    upload.refresh_from_db()
    assert upload.state == "review"


def test_uploads_are_held_one_by_one(upload: Upload) -> None:
    with held_by_another(upload.pk), exclusively(upload.pk + 1) as ours:
        assert ours


def test_a_failed_attempt_is_handed_over_again_at_once(
    upload: Upload, queued: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "carry_on", lambda upload_id: True)
    tasks.carry_on(upload.pk)
    assert queued == [upload.pk]


def test_what_waits_behind_no_message_is_handed_over(upload: Upload, queued: list[int]) -> None:
    age(upload, 10, "waiting")
    swept()
    assert queued == [upload.pk]


def test_it_is_not_handed_over_twice(upload: Upload, queued: list[int]) -> None:
    age(upload, 10, "waiting")
    swept()
    swept()
    assert queued == [upload.pk]


def test_what_was_received_after_the_sweep_was_sent_has_its_message_yet(upload: Upload, queued: list[int]) -> None:
    age(upload, 10, "waiting")
    tasks.sweep((timezone.now() - timedelta(seconds=20)).timestamp())
    assert queued == []


def test_work_that_stands_still_for_longer_than_any_may_take_is_handed_over(
    upload: Upload, queued: list[int], settings: LazySettings
) -> None:
    age(upload, settings.REDELIVERY_SECONDS, "working")
    swept()
    assert queued == []
    age(upload, settings.REDELIVERY_SECONDS + 10, "working")
    swept()
    assert queued == [upload.pk]


@pytest.mark.parametrize("state", ["refused", "quarantined", "duplicate"])
def test_what_has_its_final_state_stays(upload: Upload, queued: list[int], state: str) -> None:
    Upload.objects.filter(pk=upload.pk).update(reason="有原因")
    age(upload, 10_000, state)
    swept()
    assert queued == []
