interface BarShapeProps {
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  fill: string;
  stroke: string;
  unfinished: boolean;
}

export function BarShape({ x = 0, y = 0, width = 0, height = 0, fill, stroke, unfinished }: BarShapeProps) {
  if (width <= 0 || height <= 0) return <g />;
  return unfinished ? (
    <rect
      x={x + 0.5}
      y={y + 0.5}
      width={Math.max(0, width - 1)}
      height={Math.max(0, height - 1)}
      fill={fill}
      fillOpacity={0.35}
      stroke={stroke}
      strokeDasharray="1.5 2.5"
    />
  ) : (
    <rect x={x} y={y} width={width} height={height} fill={fill} />
  );
}
