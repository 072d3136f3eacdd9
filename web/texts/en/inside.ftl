# In the visit and after it: fetched once the person has said who they are.

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
stop-waiting = I need to stop waiting
beside-with = { $name } is in the room with { $other }.
beside-me = Someone is sitting with me
beside-title = Who is sitting with you?
beside-name = First name
beside-why = So that everyone in the visit knows who is there.
beside-gone = { $name } has gone
beside-tell = Tell the clinic
stop-title = Stop waiting?
stop-words = You give up your place. You can come back with the same link.
stop-keep = Keep my place

## Knocked, let in
knocked-title = You knocked.
knocked-stay = Please stay here.
knocked-they-know = They know that you are here.
knocked-not-yet = They will let you in a little later.
knocked-room-full = The room is full for now. They let you in when a seat is free.
knocked-new-device = This is another phone or computer. The clinic lets it in anew.
knock-picture-why = Shall the clinic see who knocks? Only if you like.
knock-picture-shown = The clinic sees this picture of you. Nobody else does.
knock-picture-show = Show my picture
knock-picture-stop = Stop showing it
knocked-clinic-knows = { $clinic } knows that you are here.
go-in-patient = { $clinician } is ready for you
go-in-guest = You can go in
go-in = Go in

## In the visit
toast-at-door = { $name } is at the door.
toast-welcome-back = Welcome back
toast-taken-back = { $name } sees and hears nothing more.
toast-not-let-in = { $name } will not come in, and is not told why.
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

## Private time
toast-private-failed = That did not reach us. Please tap once more.
toast-you-are-back = You are back.
private = Private
private-wait = Closing the door… Please wait.
private-silent = Not private yet: { $name }’s phone does not answer.
bring-person-back = Bring { $name } back
private-end = Bring back
private-only = { $count ->
    [0] Nobody can see or hear you now.
   *[other] Only { $people } can see and hear you now.
}
private-held = { $people } cannot see or hear you.
private-can = { $people } can.
private-by-clinic = The clinic brings everyone back.
held-by-clinic-too = The clinic brings them back.
held-by-clinic = The clinic brings { $name } back.
talk-without = Talk without { $name } for a while
held-title = A private moment
held-normal = A part of the visit is private for a little while. This is normal.
held-we-bring-you-back = <b>We will bring you back.</b> There is nothing to press.
held-both-ways = For now nobody can see or hear you, and you cannot see or hear them.
leave-the-visit = Leave the visit

## Messages
chat-wrote = { $name } wrote:
chat-answer = Answer
phrases = Say it with one tap
phrase-cannot-hear = I cannot hear you
phrase-wait = Please wait
phrase-again = Please say that again
phrase-thanks = Thank you
more-unread = { $count ->
    [one] More, 1 new
   *[other] More, { $count } new
}
bigger-words = Bigger words
usual-words = Usual words

## Who may see and hear
take-back = Take back
toast-changed = Saved for { $name }.
toast-undone = Undone. { $name } is not in the visit.
consent-title = May { $name }, your { $relation }, join this visit?
consent-title-no-relation = May { $name } join this visit?
consent-who-asks = { $asker } asks. Only you see this.
consent-yes = Yes, let { $name } join
consent-no = No, not today
consent-change = You can change this at any time.
consent-title-interpreter = { $name } interprets { $language } for you
consent-interpreter = { $name } says everything in both languages, and tells nobody else. You may say no.
consent-yes-interpreter = That is all right
consent-again = { $name } was beside you last time. Without a new yes { $name } does not come.
consent-title-observer = May { $name } look on in this visit?
consent-observer = { $name } is learning or helping at the clinic, and only looks on.
consent-title-again = Shall { $name } sit beside you again?
consent-choose-first = For a yes, choose what { $name } may read.
consent-failed = Your answer did not reach us. Nobody was let in. Please answer again.
may-join = join this visit
may-chat = write and read messages
may-files = get files we share
scopes-also = If yes, { $name } may also:
scopes-also-nameless = This person may also:
scopes-may = { $name } may:
fact-not-in-the-visit = May not join the visit.
fact-chat = May write and read messages.
fact-no-chat = No messages.
fact-files = May get files.
fact-no-files = No files.
reads-question = What may { $name } read afterwards?
reads-question-nameless = What may this person read afterwards?
reads-everything = everything
reads-actions = what to do, medicines, when to get help
reads-nothing = nothing
reads-fact-everything = May read everything afterwards.
reads-fact-actions = May read what to do, medicines, when to get help.
reads-fact-nothing = May read nothing afterwards.
access-title = Who may see and hear
access-nobody = Only you and the clinic.
access-here = In the visit
access-away = Not here now
access-asked = Waits for your answer
access-declined = You said no
access-expired = The time for it is over
access-held = Cannot see or hear
access-interprets = { $name } interprets { $language }
access-looks-on = { $name } looks on
access-taken-back = You took it back
take-back-from = Take back the yes for { $name }
take-back-here = { $name } leaves the visit now and sees nothing more.
take-back-away = { $name } cannot come in, and sees nothing.
change = Change
save = Save
leave-as-it-is = Leave it as it is
change-leaves-nothing = Then { $name } may do nothing. For that, choose “Take back”.
change-for = Change what { $name } may do
without-person = No, without { $name }
did-not-reach-us = That did not reach us. Nothing has changed. Please try again.
noted-aloud-title = Did you say yes to { $name }?
noted-aloud = { $clinician } noted at { $time } that you said yes aloud:
noted-aloud-right = Yes, that is right
noted-aloud-undo = No, undo it
noted-let-in-title = { $name } was let in without asking you
noted-told-title = { $name } was told something without asking you
noted-urgent = { $clinician } did this at { $time }. It could not wait:
noted-urgent-read = I have read it
noted-urgent-undo = Take it back
do-it = Do it
invite-title = Who should sit beside you?
invite-name = First name
invite-relation = Who is it to you?
invite-email = Email
invite-send = Send the link
invite-choose-first = First choose what this person may read.

## Afterwards
call-me = Call me
open-summary = Open the summary
over-reads-later = Nothing to do now.
over-guest-reads-later = You are not needed in the visit. You get a link when something is shared with you.
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
