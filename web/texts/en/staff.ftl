# Clinicians and the front desk.

nav = Pages
nav-today = Today
nav-schedule = Schedule
new-visit = New visit
sign-out = Sign out
times-of-clinic = All times are those of the clinic: { $zone }.
list-old = This list may be old. Last update { $time }.
name-and-age = { $name }, { $age }
time-only = { $time }
date-only = { $date }
day-and-time = { $day }, { $time }
at-time = at { $time }
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
agreed-everything = { $patient } agreed: join, summary
agreed-actions = { $patient } agreed: join, part of the summary
agreed-join = { $patient } agreed: join
knocks-patient = is at the door
knocks-patient-aloud = { $person } is at the door.
knock-own-visit = This visit is for { $patient }
knock-not-answered = { $patient } has not answered yet
knock-patient-first = { $patient } is not here yet. Guests wait outside.
let-name-in = Let { $name } in
not-yet = Not yet
you-come-back = Coming back… { $patient } sees that you are.
patient-gone = { $patient }’s connection broke at { $time }.
patient-not-here = { $patient } is not here yet.
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
history-consent-declined = The patient said no to { $who }.
history-consent-revoked = The patient took back the yes for { $who }.
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
