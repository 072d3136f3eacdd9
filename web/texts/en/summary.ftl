# The summary as people read it, the code that opens it, and who has looked.

section-main-message = The main message
section-decisions = What we decided
section-actions = What to do
section-medicines = Medicines
section-your-medicines = Your medicines
section-tests = Tests
section-help = When to get help
section-questions = Questions
section-your-questions = Your questions
section-next-appointment = Next visit
medicine-start = Start
medicine-stop = Stop
medicine-change = Change
medicine-keep = Keep
nothing-to-do = There is nothing that must be done.
no-change = No change to the medicines.
no-change-own = No change to your medicines.
next-at = { $day }, { $time }

summary-title = Your visit
summary-title-of = The visit of { $patient }
summary-from = From { $clinician }, { $day }
summary-shared = { $patient } shares this with you.
summary-language = { $clinician } wrote this in { $language }. Only the headings are in English.
summary-corrected = { $clinician } corrected this on { $day }.
summary-changed = What is new: { $parts }.
summary-see-earlier = See the earlier one
summary-not-valid = Not valid any more
summary-see-present = See the one that counts
summary-went-on = The visit went on after this. A newer one will come.
summary-mistake = This summary had a mistake. Do not follow it.
summary-mistake-call = If you already did, call <tel>{ $phone }</tel> now.
summary-wrong-person = This summary was not meant for you. Please close it.
summary-also-has = Who else has it
summary-change-access = Change who may read
has-everything = has everything.
has-parts = has { $parts }.
print = Print

## The code before it
unlock-send = Show that it is you
unlock-send-words = To open your summary we send you a code, to { $to }.
unlock-send-do = Send the code
unlock-enter = Type the code
unlock-enter-words = We sent it to { $to }. It has six numbers.
unlock-own-words = It is the one that you chose after the visit.
unlock-desk-words = Call { $phone }. We tell you the code.
unlock-choose = Choose a code
unlock-choose-words = Six numbers that you remember. They open what is shared with you, now and later.
unlock-choose-do = Keep this code
unlock-code = Six numbers
unlock-again = Send it again
unlock-wrong = { $tries ->
    [one] That does not fit. You can try once more.
   *[other] That does not fit. You can try { $tries } more times.
}
unlock-wait = Please wait a little
unlock-closed = { $minutes ->
    [one] Too many tries. For your safety it is closed for one minute. Or call us.
   *[other] Too many tries. For your safety it is closed for { $minutes } minutes. Or call us.
}

## Who has looked
nobody-looked = Nobody has looked yet.
looked-nameless = Someone
looked-clinician = doctor
looked-desk = front desk
looked-guest = at your side
looked-interpreter = interpreter
looked-other = of the clinic
looked-day = Saw your name in the list of the day.
looked-search = Found your name.
looked-visit = Looked at your visit.
looked-consents = Saw who may see and hear.
looked-page = Saw your name on their own page.
looked-summary = Read your summary.
looked-at = { $day }, { $time }
