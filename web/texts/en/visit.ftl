# The patient's and the guest's page. Words one could say on the phone to someone of 80.

help-call = Need a hand? Call us: <tel>{ $phone }</tel>
loading-slow = Your internet is slow. Please stay here.

## Welcome
welcome-title = Hello. Are you { $name }?
welcome-when = Your video visit is today at <b>{ $time }</b>.
welcome-when-day = Your video visit is on <b>{ $day }</b> at <b>{ $time }</b>.
welcome-good-time = You are in good time.
welcome-soon = { $minutes ->
    [one] It starts in one minute.
   *[other] It starts in { $minutes } minutes.
}
welcome-not-without-you = It has not started without you.
welcome-guest-when = { $clinic } has a seat for you in a video visit today at <b>{ $time }</b>.
welcome-guest-when-day = { $clinic } has a seat for you in a video visit on <b>{ $day }</b> at <b>{ $time }</b>.
welcome-guest-knock = You knock. The clinic lets you in.
welcome-over = Your video visit was on <b>{ $day }</b>. Here you read what was written for you.
welcome-yes = Yes, I am { $name }
welcome-not-me = Not { $name }?
welcome-helping = I am helping { $name }
welcome-someone-else = I am someone else
welcome-helper-name = What is your name?
welcome-helper-why = The clinic sees that you are with { $name }.
nothing-recorded = Nothing is recorded.
privacy = Privacy
privacy-words = Picture and sound go to the people in the visit, and are not kept. The clinic keeps a note of who was there and when.
not-me-title = Thank you for telling us.
not-me-words = This page shows nothing more. If you were sent it by mistake, please close it.

## Picture and sound
check-title = Picture and sound
check-tap-allow = Please tap Allow.
check-we-see-you = We can see you
check-no-picture = You
say-hello = Say hello.
your-voice = Your voice
voice-heard = We hear you
voice-quiet = A little quiet
voice-silent = We cannot hear you yet
voice-silent-help = We cannot hear you yet. Say hello. If your phone asks, tap Allow.
bell-question = Did you hear a bell?
bell-again = Ring again
bell-help = Turn up the sound on the side of your phone. Is an earphone plugged in?
internet = Internet
internet-video = Good for video
internet-sound = Good for sound, not for video
internet-weak = Too weak. We can call you instead.
check-go = Go to the waiting room
check-done = Done
check-only-listen = I only want to listen
check-done-title = All is well.
check-done-words = See you at { $time }.
test-again = Test picture and sound again

## Waiting
waiting-title = You are in the waiting room
waiting-ahead = { $ahead ->
    [0] You are next
    [one] One person is ahead of you
   *[other] { $ahead } people are ahead of you
}
waiting-line = { $ahead ->
    [0] { $clinician }, then you
    [one] { $clinician }, then one person, then you
   *[other] { $clinician }, then { $ahead } people, then you
}
waiting-with-someone = { $clinician } is with someone now and knows that you are here.
waiting-very-soon = { $clinician } will be with you very soon.
waiting-not-arrived = { $clinician } has not arrived yet. We have told the front desk.
waiting-nobody-in = No doctor is in yet.
waiting-cannot-say = We cannot say yet. We tell you as soon as we can.
waiting-family-here = { $name } is here too. { $clinician } will let { $name } in.
waiting-family-away = { $name } has a link and is not here yet.
waiting-beside = { $name } is in the room with you.
waiting-put-down = You can put the phone down. We keep your place.
waiting-coming-back = Coming back… Your place is kept.
beside-me = Someone is sitting with me
beside-title = Who is sitting with you?
beside-name = First name
beside-why = So that everyone in the visit knows who is there.
beside-tell = Tell the clinic
stop-waiting = I need to stop waiting
stop-title = Stop waiting?
stop-words = You give up your place. You can come back with the same link.
stop-keep = Keep my place

## Knocked, let in
knocked-title = You knocked.
knocked-stay = Please stay here.
knocked-they-know = They know that you are here.
knocked-not-yet = They will let you in a little later.
knocked-clinic-knows = { $clinic } knows that you are here.
go-in-patient = { $clinician } is ready for you
go-in-guest = You can go in
go-in = Go in

## In the visit
call-title = Visit with { $clinician }
leave = Leave
call-weak = Your internet is weak. We keep the sound and leave out the picture.
call-no-camera = Your camera is off. Everyone can hear you.
call-no-microphone = We cannot hear you. Your phone must allow the microphone.
call-clinician-gone = { $clinician }’s connection broke. Please stay, we are bringing { $clinician } back.
call-by-phone = Your phone will ring. The visit goes on by phone.
call-alone = Please stay. { $clinician } comes in a moment.
call-talking-muted = You are muted. { $clinician } cannot hear you.
call-lost = Coming back… Please stay here.
call-lost-10 = Your internet is gone for the moment. The visit waits for you.
call-lost-30 = Still trying. Or we call you.
leave-title = Leave the visit?
leave-words = { $clinician } will see that you left. You can come back with the same link.
stay = Stay
turn-camera = Turn the camera around
toast-at-door = { $name } is at the door.
toast-welcome-back = Welcome back
toast-taken-back = { $name } sees and hears nothing more.
toast-not-let-in = { $name } will not come in, and is not told why.

## Who may see and hear
consent-title = May { $name }, your { $relation }, join this visit?
consent-title-no-relation = May { $name } join this visit?
consent-who-asks = { $asker } asks. Only you see this.
consent-yes = Yes, let { $name } join
consent-no = No, not today
consent-change = You can change this at any time.
consent-choose-first = For a yes, choose what { $name } may read.
consent-failed = Your answer did not reach us. Nobody was let in. Please answer again.
reads-question = What may { $name } read afterwards?
reads-question-nameless = What may this person read afterwards?
reads-everything = everything
reads-actions = what to do, medicines, when to get help
reads-nothing = nothing
reads-fact-everything = May read everything afterwards.
reads-fact-actions = May read what to do, medicines, when to get help.
reads-fact-nothing = May read nothing afterwards.
access-title = Who may see and hear
access-note = Only you see this.
access-nobody = Only you and the clinic.
access-here = In the visit
access-away = Not here now
access-asked = Waits for your answer
access-declined = You said no
access-taken-back = You took it back
take-back = Take back
take-back-from = Take back the yes for { $name }
take-back-here = { $name } leaves the visit now and sees nothing more.
take-back-away = { $name } cannot come in, and sees nothing.
do-it = Do it
invite-title = Who should sit beside you?
invite-name = First name
invite-relation = Who is it to you?
invite-email = Email
invite-send = Send the link
invite-choose-first = First choose what this person may read.

## Afterwards
over-title = Your visit is over. Thank you, { $name }.
over-close = You may close this page.
over-broken-off = Your visit broke off. We are sorry.
over-broken-off-words = We call you to finish it.
over-you-left = You left.
over-still-goes-on = The visit still goes on.
go-back-in = Go back in
over-stopped-waiting = You stopped waiting.
over-place-given-up = You gave up your place. You can come back with the same link.
wait-again = Wait again
over-same-link = You can come back with the same link.
knock-again = Knock again
over-goes-on = The visit goes on after all.
over-knock-again = Knock again, and the clinic lets you in.
over-nobody-came = We are sorry. { $clinician } could not come.
over-we-call-today = We call you today with a new time.
over-missed = We missed you today.
over-find-new-time = Shall we find a new time?
call-me = Call me
over-guest = This visit is over.
over-guest-thanks = Thank you for being there.
over-being-written = { $clinician } now writes down what you talked about. We send you a link when it is ready.
over-guest-being-written = It is being written down now. You get a link when something is shared with you.
over-ready = Your summary is ready.
over-guest-ready = There is a summary for you.
over-newer = There is a newer summary. Please open it.
over-no-summary = There is no summary of this visit. Questions? Call us.
over-mistake = This summary had a mistake. Do not follow it.
over-mistake-call = If you already did, call <tel>{ $phone }</tel> now.
open-summary = Open the summary
who-has-looked = Who has looked

## A second phone or computer
code-title = Is this another phone or computer of yours?
code-why = We send a code to { $to }. It shows that it is you.
code-send = Send the code
code-enter-title = Type the code
code-sent = We sent it to { $to }. It has six numbers.
code-label = Code
code-again = Send it again
code-wrong = { $tries ->
    [one] That does not fit. You can try once more.
   *[other] That does not fit. You can try { $tries } more times.
}
code-closed = { $minutes ->
    [one] Too many tries. For your safety it is closed for one minute. Or call us.
   *[other] Too many tries. For your safety it is closed for { $minutes } minutes. Or call us.
}

## When something is in the way
no-internet-title = You are not connected to the internet.
no-internet-words = We keep trying and keep your place.
link-closed-title = This link no longer opens a visit
link-closed-words = That happens when a newer link was sent, or a visit was called off.
link-closed-contact = Your email
send-me-a-link = Send me a new link
ask-again = Ask again
link-will-come = If we know it, a message comes within a minute.
link-asked = If we know it, a message comes within a minute. You can ask again after that.
too-early-title = You are early
too-early-words = Your visit is on { $day } at { $time }. You can test picture and sound now.
test-now = Test now
elsewhere-title = You went on with another phone or computer.
elsewhere-words = You can close this page.
cancelled-title = This visit will not take place.
cancelled-words = { $clinic } will be in touch.
moved-title = Your visit has a new time
moved-words = { $day }, { $time }.
put-in-calendar = Put it in my calendar
camera-refused-title = Your camera is off.
camera-refused-words = You can go on with sound, or turn it on.
go-on-with-sound = Go on with sound
microphone-refused-title = We cannot hear you.
microphone-refused-words = Your phone must allow the microphone.
i-have-allowed-it = I have allowed it
no-device-title = This computer has no microphone.
no-device-words = Use a phone, or we call you.
insecure-title = This page is not safe for a visit.
insecure-words = Open the link that we sent you, or we call you.
old-browser-title = This browser cannot show the visit.
old-browser-words = Open the link on another phone, or we call you.
broke-title = Something went wrong on our side.
broke-words = Your visit is safe.
timed-out-title = For your safety this page was closed.
timed-out-words = Your visit is safe.
open-again = Open it again
please-call-me = Please call me
call-coming-title = We call you
call-coming-words = We call you on the number ending in { $digits }.
allow-step-settings-icon = 1. Tap this sign beside the address.
allow-step-page-menu = 1. Tap this sign beside the address, then Website Settings.
allow-step-beside-address = 1. Click this sign beside the address.
allow-step-camera = 2. Turn on Camera.
allow-step-microphone = 2. Turn on Microphone.
