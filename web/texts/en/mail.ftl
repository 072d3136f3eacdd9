# Mails to people. They carry no reason, no full name, no clinician.

visit-link-subject = { $clinic }: your video visit on { $day } at { $time }
visit-link-hello = Hello { $name },
visit-link-when = your video visit with { $clinic } is on { $day } at { $time } ({ $zone }).
visit-link-open = Open this link at that time:
visit-link-test = You can open it now to test picture and sound.
visit-link-yours = The link is yours alone. Please do not pass it on.

guest-link-subject = { $clinic } has a seat for you in a video visit
guest-link-hello = Hello { $name },
guest-link-when = { $clinic } has a seat for you in a video visit on { $day } at { $time } ({ $zone }).
guest-link-open = Open this link at that time. You knock, and the clinic lets you in:

interpreter-link-subject = { $clinic }: you interpret in a video visit
interpreter-link-when = { $clinic } asks you to interpret { $interprets } in a video visit on { $day } at { $time } ({ $zone }).
interpreter-link-open = Open this link at that time. You knock, and the clinic lets you in:

observer-link-subject = { $clinic } asks you to a video visit
observer-link-when = { $clinic } asks you to observe a video visit on { $day } at { $time } ({ $zone }).
observer-link-open = Open this link at that time. You knock, and the clinic lets you in:

reader-link-subject = { $clinic }: something to read for you
reader-link-when = you may read what { $clinic } writes down after a video visit on { $day } at { $time } ({ $zone }).
reader-link-open = We write again when it is there. This is your link:

visit-moved-subject = { $clinic }: your video visit has a new time
visit-moved-when = your video visit now is on { $day } at { $time } ({ $zone }).
visit-moved-open = Your link stays the same:

visit-cancelled-subject = { $clinic }: your video visit will not take place
visit-cancelled-words = your video visit on { $day } at { $time } will not take place. { $clinic } will be in touch.

visit-missed-subject = { $clinic }: we missed you today
visit-missed-words = we missed you today. Shall we find a new time? Please call us.

code-subject = { $clinic }: your code
code-words = This code shows that it is you: { $code }
code-lasts = { $minutes ->
    [one] It works for one minute. If you did not ask for it, you need do nothing.
   *[other] It works for { $minutes } minutes. If you did not ask for it, you need do nothing.
}

mail-help = Need a hand? Call us: { $phone }
mail-goodbye = { $clinic }

guest-moved-when = the video visit in which { $clinic } has a seat for you now is on { $day } at { $time } ({ $zone }).

new-link-subject = { $clinic }: your new link
new-link-words = here is your new link. The old one does not work any more.

visit-called-subject = { $clinic } is ready for you
visit-called-words = { $clinic } is ready for you. Please open your link now:

open-visit = Open your visit
open-seat = Open your seat
open-page = Open your page

calendar-title = Video visit, { $clinic }
calendar-words = Open the link in the message from { $clinic } a few minutes before. Need a hand? Call { $phone }.

summary-ready-subject = { $clinic }: your visit in writing
summary-ready-words = what you talked about in your visit is written down for you.
summary-corrected-subject = { $clinic }: what we wrote to you was corrected
summary-corrected-words = we corrected what we wrote to you about your visit. Please read it again.
summary-mistake-subject = { $clinic }: please do not follow what we wrote
summary-mistake-words = what we wrote to you about your visit had a mistake. Please do not follow it. If you already did, call { $phone } now.
summary-open = Open your summary
summary-proof = The page asks you to show that it is you, so that nobody else reads it.
