import { useState } from "preact/hooks";
import { day, time, useWords, type Words } from "../../texts/words";
import { Button } from "../components/Button";
import { Field, Select } from "../components/Field";
import { Note } from "../components/Note";
import { relationChoices } from "../relations";
import { Frame, PathLink, useAround } from "./Frame";
import { sortChoices } from "./sorts";
import type { Booking, GuestDraft, Schedule, VisitKind } from "./state";

const LENGTHS = [10, 15, 20, 30, 45, 60];
const NEW_GUEST: GuestDraft = { name: "", relation: "daughter", contact: "" };

type Set = <K extends keyof Booking>(field: K, value: Booking[K]) => void;

interface PartProps {
  booking: Booking;
  set: Set;
  screen: Schedule;
}

/** Book a visit and send its links. */
export function ScheduleScreen({ screen }: { screen: Schedule }) {
  const words = useWords();
  const { t } = words;
  const { act, busy } = useAround();
  const [booking, setBooking] = useState(screen.draft);
  const set: Set = (field, value) => setBooking((before) => ({ ...before, [field]: value }));
  const save = (event: Event) => {
    event.preventDefault();
    act({ kind: "save_visit", booking });
  };
  return (
    <Frame current="schedule">
      <h1 tabIndex={-1}>{t("schedule-title")}</h1>
      {screen.saved && <Saved saved={screen.saved} />}
      <form class="stack" onSubmit={save}>
        <PatientPart booking={booking} set={set} screen={screen} />
        <WhenPart booking={booking} set={set} screen={screen} />
        <GuestsPart booking={booking} set={set} screen={screen} />
        {screen.problem && (
          <Note look="stop" icon="warning" live>
            {problemWords(words, screen.problem)}
          </Note>
        )}
        <div class="row wrap">
          <Button submit busy={busy === "save_visit"}>
            {t("save-and-send")}
          </Button>
          {screen.problem?.what === "clash" && (
            <Button
              look="quiet"
              onPress={() => act({ kind: "save_visit", booking: { ...booking, doubleBook: true } })}
            >
              {t("double-book")}
            </Button>
          )}
        </div>
      </form>
    </Frame>
  );
}

function PatientPart({ booking, set, screen }: PartProps) {
  const { t } = useWords();
  return (
    <section class="card stack" aria-labelledby="schedule-patient">
      <h2 id="schedule-patient">{t("schedule-patient")}</h2>
      <div class="fields">
        <Field
          label={t("field-patient")}
          value={booking.patient}
          onValue={(v) => set("patient", v)}
          required
        />
        <Field
          label={t("field-birth-date")}
          type="date"
          value={booking.birthDate}
          onValue={(v) => set("birthDate", v)}
          required
        />
        <Field label={t("field-email")} type="email" value={booking.email} onValue={(v) => set("email", v)} />
        <Field
          label={t("field-phone")}
          type="tel"
          hint={t("field-phone-why")}
          value={booking.phone}
          onValue={(v) => set("phone", v)}
        />
        <Select
          label={t("field-language")}
          value={booking.language}
          choices={screen.languages}
          onValue={(v) => set("language", v)}
        />
      </div>
    </section>
  );
}

function WhenPart({ booking, set, screen }: PartProps) {
  const words = useWords();
  const { t } = words;
  const lengths = LENGTHS.map((minutes) => ({ id: String(minutes), name: t("length-minutes", { minutes }) }));
  return (
    <section class="card stack" aria-labelledby="schedule-when">
      <h2 id="schedule-when">{t("schedule-when")}</h2>
      <div class="fields">
        <Select
          label={t("field-clinician")}
          value={booking.clinicianId}
          choices={screen.clinicians}
          onValue={(v) => set("clinicianId", v)}
        />
        <Field
          label={t("field-day")}
          type="date"
          value={booking.date}
          onValue={(v) => set("date", v)}
          required
        />
        <Field
          label={t("field-time")}
          type="time"
          value={booking.time}
          onValue={(v) => set("time", v)}
          required
        />
        <Select
          label={t("field-sort")}
          value={booking.sort}
          choices={sortChoices(words)}
          onValue={(v) => set("sort", v as VisitKind)}
        />
        <Select
          label={t("field-length")}
          value={String(booking.minutes)}
          choices={lengths}
          onValue={(v) => set("minutes", Number(v))}
        />
      </div>
    </section>
  );
}

function GuestsPart({ booking, set }: PartProps) {
  const { t } = useWords();
  const { guests } = booking;
  const change = (place: number, guest: GuestDraft) =>
    set(
      "guests",
      guests.map((each, at) => (at === place ? guest : each)),
    );
  const remove = (place: number) =>
    set(
      "guests",
      guests.filter((_, at) => at !== place),
    );
  return (
    <section class="card stack" aria-labelledby="schedule-guests">
      <h2 id="schedule-guests">{t("schedule-guests")}</h2>
      <p class="soft">{t("schedule-guests-words")}</p>
      {guests.map((guest, place) => (
        <GuestFields
          key={place}
          guest={guest}
          onChange={(next) => change(place, next)}
          onRemove={() => remove(place)}
        />
      ))}
      <div>
        <Button look="quiet" icon="plus" onPress={() => set("guests", [...guests, NEW_GUEST])}>
          {t("add-guest")}
        </Button>
      </div>
    </section>
  );
}

interface GuestProps {
  guest: GuestDraft;
  onChange: (guest: GuestDraft) => void;
  onRemove: () => void;
}

function GuestFields({ guest, onChange, onRemove }: GuestProps) {
  const words = useWords();
  const { t } = words;
  const change = (part: Partial<GuestDraft>) => onChange({ ...guest, ...part });
  return (
    <fieldset class="stack tight">
      <legend>{guest.name || t("a-guest")}</legend>
      <div class="fields">
        <Field label={t("guest-name")} value={guest.name} onValue={(name) => change({ name })} required />
        <Select
          label={t("guest-relation")}
          value={guest.relation}
          choices={relationChoices(words)}
          onValue={(relation) => change({ relation })}
        />
        <Field
          label={t("guest-email")}
          type="email"
          value={guest.contact}
          onValue={(contact) => change({ contact })}
          required
        />
      </div>
      <div>
        <Button look="bare" start onPress={onRemove}>
          {t("remove-guest", { name: guest.name || t("a-guest") })}
        </Button>
      </div>
    </fieldset>
  );
}

function Saved({ saved }: { saved: NonNullable<Schedule["saved"]> }) {
  const { t } = useWords();
  const values = { patient: saved.patient, day: day(saved.at), time: time(saved.at) };
  return (
    <Note look={saved.sent ? "good" : "sun"} icon={saved.sent ? "tick" : "warning"} live>
      <p>{t(saved.sent ? "saved-and-sent" : "saved-not-sent", values)}</p>
      <PathLink to={{ page: "visit", visitId: saved.visitId }} look="btn quiet">
        {t("open-the-visit")}
      </PathLink>
    </Note>
  );
}

export function problemWords({ t }: Words, problem: NonNullable<Schedule["problem"]>): string {
  switch (problem.what) {
    case "no_contact":
      return t("problem-no-contact");
    case "phone":
      return t("problem-phone");
    case "clash":
      return t("problem-clash", { clinician: problem.clinician, time: time(problem.at) });
    case "in_the_past":
      return t("problem-in-the-past");
    case "must_not_meet":
      return t("problem-must-not-meet");
    case "missing":
      return t("problem-missing");
  }
}
