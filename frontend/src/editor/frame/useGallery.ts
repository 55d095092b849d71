import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** To the gallery of bots, for who begins with nothing. */
export function useGallery(): () => void {
  const navigate = useNavigate();
  return useCallback(() => void navigate({ to: "/bots", search: { gallery: true } }), [navigate]);
}
