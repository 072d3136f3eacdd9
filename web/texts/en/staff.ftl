# Clinicians and the front desk.

nav = Pages
nav-today = Today
nav-schedule = Schedule
nav-emergencies = Without a yes
new-visit = New visit
sign-out = Sign out
times-of-clinic = All times are those of the clinic: { $zone }.
list-old = This list may be old. Last update { $time }.
name-and-age = { $name }, { $age }
time-only = { $time }
date-only = { $date }
day-and-time = { $day }, { $time }
at-time = at { $time }
on-day = on { $day }
minutes-short = { $minutes } min
length-minutes = { $minutes ->
    [one] One minute
   *[other] { $minutes } minutes
}

## Sign in
sign-in-title = Sign in to Beside
sign-in-name = Name
sign-in-password = Password
sign-in = Sign in
sign-in-wrong = Name or password does not fit.
sign-in-closed = { $minutes ->
    [one] Closed for one minute.
   *[other] Closed for { $minutes } minutes.
}
sign-in-timed-out = Signed out after { $minutes } minutes.
sign-in-signed-out = You are signed out.
sign-in-no-answer = The clinic’s server does not answer. Please try again.

## Today
good-morning = Good morning, { $name }
good-afternoon = Good afternoon, { $name }
good-evening = Good evening, { $name }
today-counts = { $visits ->
    [one] { $day }, one visit, { $finished } finished
   *[other] { $day }, { $visits } visits, { $finished } finished
}
still-open = You are still in a visit with { $patient }.
go-back-to-visit = Go back to the visit
waiting-now = Waiting now
people-count = { $count }
longest-wait = { $minutes ->
    [0] Just arrived
    [one] Longest wait: one minute
   *[other] Longest wait: { $minutes } minutes
}
nobody-waits = Nobody is waiting.
nobody-waits-next = Nobody is waiting. Next: { $patient } at { $time }.
no-visits = No visits today.
time-and-sort = { $time }, { $sort }
sort-and-time = { $sort }, { $time }
sort-new = First visit
sort-followup = Follow-up
sort-urgent = Urgent
waits-minutes = { $minutes ->
    [0] Just arrived
    [one] Waiting one minute
   *[other] Waiting { $minutes } minutes
}
waits-alone = Alone
waits-with = With { $people }
let-in = Let in
away-title = { $patient } is away just now
away-words = A message goes out and asks { $patient } to come back.
away-call = Call back
let-in-name = Let in { $name }
all-of-today = All of today
column-time = Time
column-patient = Patient
column-visit = Visit
column-state = State
column-details = Details
column-clinician = Clinician
column-with-them = With them
column-check = Check
companion-asked = { $person }, asked, no answer yet
companion-no = { $person }, will not come
companion-away = { $person }, not here yet

## Words for states
ready = Ready
ready-sound-only = Sound only
ready-weak = Weak network
ready-away = Away
ready-put-down = Phone put down
ready-call-needed = Call needed
ready-check-failed = Check failed
ready-not-checked = Not done yet
state-expected = Expected
state-waiting = Waiting
state-waiting-minutes = Waiting { $minutes } min
state-in-visit = In the visit
state-interrupted = Connection broke
state-ended = Finished
state-cancelled = Cancelled
state-cancelled-at = Cancelled at { $time }
state-no-show = Did not take place
state-missed = Not reached, please check

## The visit
call-people = People
call-about = About this visit
in-the-visit = In the visit
role-patient = patient
role-clinician = clinician
role-interpreter = interpreter
role-observer = observer
interprets = interprets { $language }
in-the-room = in the room with { $patient }
somebody-in-the-room = Someone in the room
has-left = Has left
has-left-label = Has left: { $name }
present-title = Who is in the room?
present-note = Everyone in the visit reads this.
present-name = Name
present-with = With whom?
present-with-me = With me
present-do = Note it
on-a-phone = Phone
on-a-computer = Computer
hold = Hold
hold-name = Hold { $name }
bring-back = Bring back
bring-all-back = Bring back all
bring-name-back = Bring back { $name }
cannot-see-or-hear = Cannot see or hear
held-since = Held since { $time }
scope-join = join
scope-messages = messages
scope-files = files
scope-summary = summary
scope-part-of-summary = part of the summary
agreed-to = { $patient } agreed: { $what }
agreed-aloud = { $patient } agreed aloud: { $what }
agreed-emergency = Let in because of danger: { $what }
agreed-short = Agreed: { $what }
agreed-short-aloud = Agreed aloud: { $what }
quality-good = Good
quality-weak = Weak
remove = Remove
remove-name = Remove { $name }
remove-title = Remove { $name }?
remove-words = { $name } leaves the visit now. You can undo it for 10 seconds. After that the link stops working.
removed = { $name } was removed.
undo = Undo
invited-agreed = Not here yet
invited-asked = Not answered yet
invited-declined = Patient said no
invited-taken-back = Patient took it back
waiting-for-you = Waiting for you
knocks = is knocking
knocks-second = is knocking with another phone or computer
knocks-aloud = { $person } is knocking.
knocks-patient = is at the door
knocks-patient-aloud = { $person } is at the door.
knock-own-visit = This visit is for { $patient }
knock-not-answered = { $patient } has not answered yet
knock-patient-first = { $patient } is not here yet. Guests wait outside.
knock-needs-no-yes = Part of the team. No yes is needed.
knock-room-full = { $count ->
    [0] The room is full. Somebody has to leave first.
   *[other] The room is full: { $count } people. Somebody has to leave first.
}
knock-must-not-meet = { $name } must not meet { $other }. Only staff see this.
knock-must-not-meet-somebody = { $name } must not meet somebody in this visit. Only staff see this.
must-not-meet = Must not meet { $people }. Only staff see this.
picture-at-door = { $name } at the door
ask-aloud = Ask aloud
ask-aloud-label = Ask aloud about { $name }
emergency = In danger
emergency-label = In danger: let { $name } in
let-name-in = Let { $name } in
not-yet = Not yet
you-come-back = Coming back… { $patient } sees that you are.
patient-gone = { $patient }’s connection broke at { $time }.
patient-not-here = { $patient } is not here yet.
make-private = Private
end-private = End private
private-closing = Closing the door…
private-without = { $count ->
    [one] Private. { $people } cannot see or hear.
   *[other] Private. { $people } cannot see or hear.
}
private-alone = Private. Whoever comes in now cannot see or hear.
not-private-silent = { $count ->
    [one] Not private yet: { $people } does not answer.
   *[other] Not private yet: { $people } do not answer.
}
private-by-patient = { $patient } asked for this. Only { $patient } can end that part.
is-in-the-room = { $name } is in the room with { $patient }.
hand-over = Hand over to a colleague
hand-over-title = Hand this visit over
hand-over-note = It stays yours until your colleague takes it.
hand-over-to = To whom?
hand-over-do = Ask
hand-over-choose = First choose a colleague.
offered-to = { $name } is asked to take this visit. It stays yours until then.
offered-to-you = { $name } asks you to take over the visit with { $patient }.
take-over = Take over { $patient }
accept-for = Accept for { $name }
keep-it = Keep it
go-on-by-phone = Go on by phone
phone-visit = Phone visit
finish-the-visit = Finish the visit
finish-title = Finish the visit with { $patient }?
finish-words = Everyone leaves the call.
finish-anyway = { $patient } is not connected. Finish anyway?
finish-outcome = How did it go?
finish-modality = How did it take place?
finish-choose = First say how it went.
finish-not-reached = Not finished yet. We keep trying.
outcome-completed = Completed
outcome-broken-off = Broken off
outcome-did-not-take-place = Did not take place
modality-video = Video
modality-sound = Sound
modality-phone = Phone
go-back = Go back

## Inviting someone
staff-invite-title = Invite someone
invite-note = { $patient } is asked first, on { $patient }’s own screen.
invite-ask = Ask { $patient }
guest-name = First name
guest-relation = Relationship
guest-email = Email
invite-whom = Whom?
invite-family = Family or a friend
invite-interpreter = An interpreter
invite-observer = Somebody who looks on
invite-note-interpreter = { $patient } is told, and may say no. No yes is needed.
invite-do = Send the link
interpreter-language = Interprets
observer-why = Who that is
observer-why-hint = { $patient } reads this: a student, a supervisor.
invite-must-not-meet = { $name } must not meet { $other }. Only staff see this.
invite-room-full = { $count ->
    [0] The room is full.
   *[other] The room takes { $count } people. It is full.
}
invite-already = { $name } is invited already.

## A yes said aloud, and danger
aloud-title = { $patient } says yes aloud
aloud-note = { $patient } sees afterwards what was noted, and can undo it with one tap.
aloud-read = Please read this aloud:
aloud-question = May { $name }, your { $relation }, join this visit, see you and hear you?
aloud-question-name = May { $name } join this visit, see you and hear you?
aloud-question-observer = May { $name } look on in this visit, see you and hear you?
aloud-may-also = { $name } may also
aloud-messages = write and read messages
aloud-files = get files we share
aloud-reads = What may { $name } read afterwards?
aloud-reads-everything = Everything
aloud-reads-actions = What to do, medicines, when to get help
aloud-reads-nothing = Nothing
aloud-yes = { $patient } said yes
aloud-no = { $patient } said no
aloud-choose = First note what may be read afterwards.
emergency-title = Let { $name } in without a yes?
emergency-note = Only in danger, and only for what helps now.
emergency-reason = Why can nobody ask first?
emergency-reason-hint = { $patient } reads this afterwards. It stands on the lead’s list, too.
emergency-must-not-meet = { $name } must not meet { $other }.
emergency-sure = { $name } will see and hear the visit at once.
emergency-next = Go on
emergency-do = Let { $name } in now
somebody-here = somebody in this visit
emergencies-title = Done without a yes
emergencies-words = In danger somebody was let in, or told what helps, before the patient could say yes. The last three months.
emergencies-none = Nobody was let in or told anything without a yes.
emergency-was-let-in = { $person } was let in
emergency-was-told = { $person } was told what helps
column-what = What
column-why = Why
column-by = By

## Front desk
board-title = Today, { $day }
board-counts = { $visits ->
    [one] One visit, { $finished } finished, { $waiting } waiting
   *[other] { $visits } visits, { $finished } finished, { $waiting } waiting
}
board-waiting = { $waiting } waiting
board-need-a-call = { $count ->
    [0] Everyone is fine
    [one] One needs a call
   *[other] { $count } need a call
}
call-done = Done
call-done-label = Done with { $patient }
rooms-work = Rooms are working
rooms-trouble = Rooms have trouble
rooms-trouble-words = Tell people who call: we are on it, and nobody loses a place. Visits can go on by phone.
why-check-failed = The check of picture and sound failed.
why-refused = The camera and the microphone are both refused.
why-sound-only = Waits with sound only. No camera found.
why-weak = The internet is too weak for video.
why-not-sent = The link did not arrive.
why-wrong-person = Someone else opened the link.
why-asked-for-call = Asked for a call.
why-away = Was called and did not come back.
why-no-contact = There is no email. Nobody can send a link.
why-still-waiting = Still waits after the time of the visit.
why-still-waiting-at-days-end = Still waits at the end of the day.
why-came-after-no-show = Came after all. A person marked the visit as not taken place.
why-came-and-left = Came, and left before the visit.
why-protected-pair = Two guests who must not meet are both invited.
why-abandoned = The visit broke off and nobody finished it.
why-summary-not-sent = The summary did not reach everyone. Please call.
open-the-visit = Open the visit

## Schedule
schedule-title = New visit
schedule-patient = Patient
schedule-when = Visit
schedule-guests = Who may sit beside the patient
schedule-guests-words = The patient is asked first. Nobody comes in without a yes.
field-patient = Name
field-birth-date = Birth date
field-email = Email
field-phone = Phone
field-phone-why = For a call when picture and sound fail.
problem-phone = Please check the phone number.
field-sort = Kind of visit
field-language = Language
field-clinician = Clinician
field-day = Day
field-time = Time
field-length = Length
a-guest = Guest
add-guest = Add someone
remove-guest = Leave out { $name }
save-and-send = Save and send links
double-book = Book it all the same
saved-and-sent = Saved: { $patient }, { $day }, { $time }. The links are on their way.
saved-not-sent = Saved: { $patient }, { $day }, { $time }. The link did not go out.
problem-no-contact = Without an email nobody can send a link.
problem-clash = { $clinician } has a visit at { $time }.
problem-in-the-past = This time is over. Please choose a later one.
problem-must-not-meet = These two must not meet. Please choose one.
problem-missing = Something is missing above.

## One visit
detail-about = Facts and what can be done
detail-people = People and links
detail-history = What happened
detail-deeds = What can be done
fact-phone = Phone
send-a-new-link = Send a new link
new-link-for = Send { $name } a new link
new-link-label = Send a new link to { $name }
new-link-stops = It goes to { $contact }. The old one stops.
link-sent = Link sent
link-delivered = Link delivered
link-failed = Link did not arrive
link-not-sent = No link yet
link-opened = Opened at { $time }
consent-agreed = Patient agreed
consent-asked = Patient not answered yet
consent-declined = Patient said no
consent-taken-back = Patient took it back
move = Move
move-title = Move the visit of { $patient }
move-words = Everyone is told the new time now. Their links stay.
move-all-the-same = Move it all the same
move-do = Move the visit
cancel-visit = Cancel the visit
cancel-title = Cancel the visit of { $patient }?
cancel-words = Everyone is told now.
cancel-reason = Why?
cancel-reason-hint = Only staff read this.
keep-visit = Keep the visit
came-after-all = It may still take place
go-on-after-all = Go on after all
just-finished = The visit with { $patient } is finished.
goes-on-by-phone = Goes on by phone
nobody-came = Did not take place
no-show-title = The visit of { $patient } did not take place?
no-show-who = Who did not come?
absent-patient = { $patient }
absent-clinician = { $clinician }
absent-both = Neither of them
absent-missed = They missed each other
no-show-words = { $patient } then reads: “We missed you today.”
no-show-words-clinician = { $patient } then reads: “We are sorry. { $clinician } could not come.”
no-show-do = Note it
changed-meanwhile = Someone else changed this at { $time }. Here is the new state.
detail-apart = Who must not meet
apart-words = Only staff see this. Neither learns that the other is invited.
keep-apart = Keep two apart
keep-apart-title = Who must not meet?
keep-apart-nobody = First invite both of them.
keep-apart-one = One
keep-apart-other = The other
keep-apart-reason = Why?
keep-apart-now = It holds at once. If both are in the visit, whoever came later goes back to the door.
keep-apart-do = Keep them apart
keep-apart-still = Keep them apart still
pair = { $name } and { $other }
since-day = since { $day }
let-meet = Let them meet
let-meet-label = Let them meet: { $name } and { $other }
let-meet-title = May { $name } and { $other } meet?
let-meet-reason = Why may they meet now?
let-meet-do = Let them meet
history-booked = { $who } booked the visit.
history-moved = { $who } moved the visit.
history-cancelled = { $who } cancelled the visit.
history-started = The visit began.
history-ended = { $who } finished the visit.
history-no-show = { $who } noted that the visit did not take place.
history-by-phone = The visit went on by phone.
history-no-show-undone = { $who } took that back: the visit may take place.
history-came-late = The patient came after being noted as absent.
history-stopped-waiting = { $who } stopped waiting.
history-reopened = { $who } opened the visit again.
history-arrived = { $who } came to the waiting room.
history-knocked = { $who } knocked.
history-admitted = { $who } was let in.
history-left = { $who } left.
history-removed = { $who } was removed.
history-link-sent = A link went to { $who }.
history-link-failed = The link did not reach { $who }.
history-summary-signed = The summary was signed.
history-summary-not-sent = The summary did not reach { $who }.
history-link-opened = { $who } opened the link.
history-consent-asked = The patient was asked about { $who }.
history-consent-agreed = The patient said yes to { $who }.
history-consent-told = { $who } was told without a yes: an emergency.
history-consent-expired = Nobody answered about { $who } in time.
history-consent-declined = The patient said no to { $who }.
history-consent-revoked = The patient took back the yes for { $who }.
history-handed-over = { $who } took the visit over.
history-held = { $who } was kept out for a private moment.
history-brought-back = { $who } was brought back.
history-check-failed = { $who } had trouble with picture or sound.
history-check-passed = { $who } tested picture and sound.
history-wrong-person = Someone else opened the link of { $who }.

## The summary, written
write-the-summary = Write the summary
the-summary = The summary
editor-title = Summary for { $patient }
editor-of = Visit of { $day }, until { $time }.
written-in = Written in
reads-another = { $patient } reads { $language }. Headings and buttons will be in it, your words stay as you write them.
signed-in = Written in { $language }.
editor-words = The words of the summary
editor-aside = Who gets it and what can be done
editor-corrects = This corrects what was sent.
editor-changed = The summary changed since you looked. Please look again, then sign.
editor-nothing-written = There is no main message yet. Please write the one sentence that matters most.
editor-too-many = Three things to do are remembered. Please leave out the others.
editor-people-unknown = We do not know yet who gets this. What you wrote is saved. Please try again in a moment.
editor-not-ended = The visit still goes on. Please finish it, then sign.
editor-not-responsible = Only the clinician of this visit can sign. You can write, and it is saved.
editor-signed-elsewhere = This was signed or put away on another screen. Here is how it stands.
editor-not-saved = Not signed: something is not saved yet. Please try again in a moment.
editor-refused = This cannot be saved any more. Your words are kept on this computer.
draft-saved = Draft, saved { $time }
draft-empty = Draft, nothing written yet
draft-kept = Not saved yet. Kept on this computer.
draft-not-saved = Not saved yet. Keep this page open.
hint-main-message = One or two sentences
hint-actions = At most three: what, when, how
field-of-row = { $field }, { $number }
field-what = What
field-when = When
field-how = How
field-where = Where
field-why = Why
field-decided = What we decided
field-test = Test or referral
field-question = Question
field-answer = Answer
field-change = Change
field-medicine = Medicine
field-how-much = How much, and when
field-sign = When to get help
field-call = Whom to call, with the number
add-action = Add something to do
add-medicine = Add a medicine
add-decision = Add a decision
add-test = Add a test
add-question = Add a question
add-sign = Add a sign
leave-out-row = Leave out row { $number }
nothing-to-do-check = Nothing to do: the summary says so
patient-only = Only { $patient } reads this part
conflict-title = Somebody else changed this part. Both versions are here, neither is lost.
conflict-theirs = Yours is above. This is the other one:
conflict-keep-mine = Keep what is above
conflict-take-theirs = Take the other one
who-gets-it = Who gets it
gets-whole = everything
gets-everything = everything, but for parts that only the patient reads
gets-actions = what to do, medicines, when to get help
gets-nothing = nothing
readers-unknown = We do not know yet who gets it. You can go on writing.
only-a-link = The message carries only a link. Opening it takes a code.
as-name-sees-it = As { $name } sees it
preview-nothing = { $name } reads nothing of it yet.
sign-and-send = Sign and send
sign-words = After that it cannot be changed, only corrected.
sign-settle-first = First choose between the two versions.
no-summary = No summary for this visit
no-correction = Put this correction away
waive-words = { $patient } then reads that there is no summary of this visit.
waive-do = Decide it so
correct-it = Correct it
amend-reason = What changed, and why?
amend-words = { $patient } reads this. Others read only which parts are new.
amend-do = Go on and write
write-after-all = Write one after all
write-reason = Why is it written after all?
was-a-mistake = This was a mistake
mistake-words = Everyone who reads it is told now: do not follow it.
mistake-which = What was wrong?
mistake-wrong-words = What it says is wrong
mistake-wrong-person = It is about somebody else
mistake-reason = What happened?
mistake-do = Tell everyone
present-signed = Signed by { $name }, { $day }, { $time }
present-in-error = Marked as a mistake by { $name }, { $day }, { $time }
present-waived = No summary: decided by { $name }, { $day }, { $time }
present-broken = These are not the words that were signed. Please tell who runs Beside.
present-went-on = The visit went on after this was signed.
how-it-went-out = How it went out
delivery-ready = summary
delivery-corrected = correction
delivery-mistake = “do not follow it”
delivery-queued = On its way since { $time }
delivery-sent = Sent { $time }
delivery-failed = Did not arrive, { $time }
delivery-opened = Opened { $time }
delivery-please-call = Somebody was not reached. Please call.

## Passing words
toast-asked-patient = The patient is asked about { $name }
toast-visit-moved = The visit of { $name } has a new time
toast-visit-cancelled = The visit of { $name } is cancelled
toast-by-phone = The visit of { $name } goes on by phone
toast-offered = { $name } is asked to take over
toast-taken-over = You took over the visit of { $name }
toast-handed-over = { $name } took the visit over
toast-agreed = The patient said yes to { $name }
toast-declined = The patient said no to { $name }
toast-yes-taken-back = The patient took back the yes for { $name }

## When something is in the way
staff-no-internet = No connection to the clinic’s server.
staff-no-internet-words = We keep trying. Visits in progress go on.
staff-broke = Something went wrong on our side.
staff-broke-words = Nothing was lost. Please try again.
staff-elsewhere = You went on in another window.
staff-elsewhere-words = You can close this one.
staff-not-allowed = This page is not for you.
staff-not-allowed-words = Ask your clinic if you need it.
staff-gone = This visit is not here.
staff-gone-words = It may have been moved or cancelled.
back-to-today = Back to today
