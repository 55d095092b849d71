import "./layers.css";
import "./fonts.css";
import "virtual:mantine.css";
import "@mantine/notifications/styles.layer.css";
import "./tokens.css";
import "./base.css";
