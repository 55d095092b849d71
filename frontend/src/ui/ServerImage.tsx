import { Image, type ImageProps } from "@mantine/core";
import { useEffect, useState } from "react";

interface Props extends Omit<ImageProps, "src"> {
  readonly src: string;
  /** What it shows; "" where it stands beside the words. */
  readonly alt: string;
}

/** A picture of the server's; one that could not be had is asked for again when the network is back. */
export function ServerImage({ src, ...rest }: Props) {
  const [failed, setFailed] = useState<string | null>(null);
  const [times, setTimes] = useState(0);
  const isMissing = failed === src;
  useEffect(() => {
    if (!isMissing) return undefined;
    const again = () => {
      setFailed(null);
      setTimes((before) => before + 1);
    };
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [isMissing]);
  return <Image key={times} src={src} onError={() => setFailed(src)} {...rest} />;
}
