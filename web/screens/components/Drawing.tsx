import { INK, type Shape } from "./drawings";

/** Draws shapes with the one outline of our people. `width` is the outline in drawing units. */
export function Drawing({ shapes, width = 3, ink = 1 }: { shapes: Shape[]; width?: number; ink?: number }) {
  return (
    <g
      fill="none"
      stroke={INK}
      stroke-opacity={ink}
      stroke-width={width}
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      {shapes.map((shape) => (
        <path
          key={shape.d}
          d={shape.d}
          {...(shape.fill ? { fill: shape.fill } : {})}
          {...(shape.bare ? { stroke: "none" } : {})}
          {...(shape.thin ? { "stroke-width": width * 0.7 } : {})}
          {...(shape.body ? { transform: "translate(0 -9)" } : {})}
          {...(shape.opacity === undefined ? {} : { "fill-opacity": shape.opacity })}
        />
      ))}
    </g>
  );
}
