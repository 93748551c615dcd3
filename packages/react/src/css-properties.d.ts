import "react";

declare module "react" {
  interface CSSProperties {
    "--hue"?: number;
    "--x"?: string;
    "--y"?: string;
  }
}
