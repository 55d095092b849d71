export { Canvas } from "./Canvas";
export { CanvasProvider } from "./CanvasProvider";
export { useActs } from "./acts/context";
export type { Acts } from "./acts/acts";
