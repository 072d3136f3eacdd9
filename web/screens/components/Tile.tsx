import { useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "../../texts/words";
import type { PersonState, TilePerson } from "../people";
import { Button } from "./Button";
import { Drawing } from "./Drawing";
import { likenessOf, TINTS } from "./drawings";
import { Icon, type IconName } from "./Icon";

interface Props {
  person: TilePerson;
  /** What the picture is called: "Ana" for patients, "Ana, daughter" for staff, "You". */
  name: string;
  /** The largest picture, the one the screen is about. */
  lead?: boolean;
  /** One's own picture: mirrored and silent. */
  own?: boolean;
}

const PILLS: Partial<Record<PersonState, { icon: IconName; key: string }>> = {
  speaking: { icon: "sound", key: "person-speaking" },
  muted: { icon: "muted", key: "person-muted" },
  weak: { icon: "weak", key: "person-weak" },
  sound_only: { icon: "sound", key: "person-sound-only" },
  on_the_phone: { icon: "phone", key: "person-on-the-phone" },
};

const OVERLAYS: Partial<Record<PersonState, { icon: IconName; key: string }>> = {
  camera_off: { icon: "cameraOff", key: "person-camera-off" },
  coming_back: { icon: "turn", key: "person-coming-back" },
};

/** A person in a call: picture, name, at most one state. */
export function Tile({ person, name, lead, own }: Props) {
  const { t } = useWords();
  const pill = PILLS[person.state];
  const overlay = OVERLAYS[person.state];
  const hidden = person.state === "camera_off" || person.state === "sound_only";
  const looks = [
    "tile",
    lead && "lead",
    person.state === "speaking" && "talks",
    person.state === "coming_back" && "away",
  ];
  return (
    <figure
      class={looks.filter(Boolean).join(" ")}
      style={{ "--c": `var(--${TINTS[person.role]})` }}
      data-person={person.id}
    >
      {person.stream ? (
        <Live stream={person.stream} name={name} own={own ?? false} hidden={hidden} />
      ) : (
        person.state !== "camera_off" && <Likeness person={person} name={name} lead={lead ?? false} />
      )}
      {overlay && (
        <p class="say">
          <Icon name={overlay.icon} />
          {t(overlay.key)}
        </p>
      )}
      <figcaption>
        <span class="tag">
          <bdi>{name}</bdi>
        </span>
        {pill && (
          <span class="tag">
            <Icon name={pill.icon} /> {t(pill.key)}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** The larger the picture, the more space around the person and the finer the line. */
function Likeness({ person, name, lead }: { person: TilePerson; name: string; lead: boolean }) {
  return (
    <svg
      viewBox={lead ? "-190 -34 580 274" : "-170 -14 540 238"}
      preserveAspectRatio="xMidYMax slice"
      role="img"
      aria-label={name}
    >
      <Drawing shapes={likenessOf(person.face)} width={lead ? 2 : 3} />
    </svg>
  );
}

/** Sound and picture on one element: browsers decode no sound that is on none. */
function Live({
  stream,
  name,
  own,
  hidden,
}: {
  stream: MediaStream;
  name: string;
  own: boolean;
  hidden: boolean;
}) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [blocked, setBlocked] = useState(false);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream;
    element.play().catch((problem: DOMException) => {
      if (problem.name !== "NotAllowedError") return;
      // The picture may move at once; only sound needs the tap.
      setBlocked(true);
      element.muted = true;
      element.play().catch(() => undefined);
    });
  }, [stream]);
  // One tap, wherever it falls, is enough for every picture.
  useEffect(() => {
    if (!blocked) return;
    const hear = () => {
      if (video.current) video.current.muted = false;
      void video.current?.play().then(() => setBlocked(false));
    };
    document.addEventListener("click", hear);
    return () => document.removeEventListener("click", hear);
  }, [blocked]);
  return (
    <>
      <video
        ref={video}
        class={own ? "own" : ""}
        autoPlay
        playsInline
        muted={own}
        aria-label={name}
        style={hidden ? { visibility: "hidden" } : {}}
      />
      {blocked && (
        <p class="say">
          <Button look="sun" icon="sound">
            {t("call-tap-to-hear")}
          </Button>
        </p>
      )}
    </>
  );
}
