import { IconPaperclip } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { isVisible, safeAddress } from "@/widget/links";

import type { Attachment } from "../testing/conversation";
import classes from "./message.module.css";

/** The files of a message: pictures as such, the rest by their names; nothing that leads nowhere safe is a link. */
export function Files({ files }: { files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  return (
    <ul className={classes.files}>
      {files.map((file, place) => (
        <li key={place}>
          <File file={file} />
        </li>
      ))}
    </ul>
  );
}

function File({ file }: { file: Attachment }) {
  const { t } = useTranslation("chat");
  const [isBroken, setBroken] = useState(false);
  const server = location.origin;
  const url = safeAddress(file.url, server);
  const name = file.name ?? url?.pathname.split("/").at(-1) ?? t("message.file");
  const words = (
    <>
      <IconPaperclip size={14} aria-hidden /> <bdi>{name}</bdi>
    </>
  );
  if (!url) return <span className={classes.file}>{words}</span>;
  const isPicture = file.type === "image" && isVisible(url, server) && !isBroken;
  return (
    <a className={classes.file} href={url.href} target="_blank" rel="noopener noreferrer nofollow">
      {isPicture ? (
        <img
          className={classes.picture}
          src={url.href}
          alt={name}
          loading="lazy"
          referrerPolicy="no-referrer"
          onError={() => setBroken(true)}
        />
      ) : (
        words
      )}
    </a>
  );
}
