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
welcome-interprets = You interpret { $language }.
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

## Who may see and hear
who-has-looked = Who has looked
access-note = Only you see this.
test-again = Test picture and sound again
