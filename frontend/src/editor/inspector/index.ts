export { Inspector } from "./Inspector";
export { PresetDialog } from "./presets/PresetDialog";
export { usePresets, type Preset } from "./presets/usePresets";
export { TargetPicker } from "./connections/TargetPicker";
