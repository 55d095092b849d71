// Drawings on a field of 24 by 24, as paths.
export const SEND = "M4 12 20 4.5 15 20l-3.6-6.2zM11.4 13.8 20 4.5";
export const RESTART = "M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 8.7M4.5 4.2v4.5H9";
export const DOWN = "M12 5v14M6 13l6 6 6-6";
export const SENT = "m5 12.5 4.5 4.5L19 7.5";
export const WAITING = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2";
export const FAILED = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V13M12 16.2v.1";
export const FILE =
  "M13.5 3.5H7a1.5 1.5 0 0 0-1.5 1.5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5zM13.5 3.5v5h5";
export const ATTACH =
  "M19.5 11.5 12 19a5 5 0 0 1-7-7l8-8a3.3 3.3 0 0 1 4.7 4.7l-8 8a1.7 1.7 0 0 1-2.4-2.4l7.3-7.3";
export const CLOSE = "M6.5 6.5l11 11M17.5 6.5l-11 11";
export const LOCK = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
export const LEAVE = "M10 4.5H5.5v15H10M14 8l4 4-4 4M18 12H9.5";
export const CHAT =
  "M20 11.5c0 4-3.6 7-8 7a9.6 9.6 0 0 1-3.2-.5L4 19.5l1.4-3.6A6.6 6.6 0 0 1 4 11.5c0-4 3.6-7 8-7s8 3 8 7z";
