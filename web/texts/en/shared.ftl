# Words that more than one page uses.

one-moment = One moment…
back = Back
close = Close
go-on = Go on
yes = Yes
no = No
more = More
you = You
open = Open
try-again = Try again
not-now = Not now
language-change = Language: { $language }. Change
language-title = Choose your language

name-and-relation = { $name }, { $relation }
relation-daughter = daughter
relation-son = son
relation-partner = partner
relation-wife = wife
relation-husband = husband
relation-mother = mother
relation-father = father
relation-sister = sister
relation-brother = brother
relation-grandchild = grandchild
relation-friend = friend
relation-neighbour = neighbour
relation-aide = aide
relation-relative = relative

person-speaking = Speaking
person-muted = Muted
person-weak = Weak network
person-sound-only = Sound only
person-on-the-phone = On the phone
person-camera-off = Camera off
person-coming-back = Coming back…

call-controls = Visit controls
call-mute = Mute
call-unmute = Unmute
call-camera = Camera
call-camera-on = Turn on
call-tap-to-hear = Tap once to hear

call-number = Call { $phone }
bring-everyone-back = Bring everyone back
sign-language = sign language
invite-someone = Invite someone
keep-person = Keep { $name }
toast-has-left = { $name } has left
toast-in-visit = { $name } is in the visit
toast-link-sent = The link is on its way to { $name }.
use-this-one = Use this one instead

## Messages
chat-title = Messages
chat-unread = { $count ->
    [one] Messages, one new
   *[other] Messages, { $count } new
}
chat-list = Messages so far
chat-empty = No messages yet.
chat-aloud = { $name } wrote: { $text }
chat-at = { $time }
chat-edited = changed
chat-was-withdrawn = Taken back
chat-sending = On its way…
chat-not-sent = Not sent.
chat-edit = Change
chat-edit-label = Change “{ $text }”
chat-edit-field = Your message
chat-save = Save
chat-keep = Leave it as it was
chat-withdraw = Take back
chat-withdraw-label = Take back “{ $text }”
chat-writes = { $name } is writing…
chat-several-write = Several people are writing…
chat-field = Write a message
chat-send = Send
chat-readers = Read by: { $people }.
chat-no-readers = Nobody else can read this now.
