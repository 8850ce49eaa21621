// As the products name their devices (OBS, ManyCam, XSplit, e2eSoft, CamTwist …) and as v4l2loopback does by default. The
// test picture of a browser (`fake_device_0`) is none of them. Hidden by renaming the device: a hint, never proof.
const names = [
  /\bvirtual\b/,
  /\bv(?:irtual)?cam\b/,
  /\bobs\b/,
  /manycam/,
  /snap ?camera/,
  /xsplit/,
  /e2esoft/,
  /splitcam/,
  /camtwist/,
  /altercam/,
  /youcam/,
  /webcammax/,
  /chromacam/,
  /mmhmm/,
  /nvidia broadcast/,
  /streamlabs/,
  /\bndi\b/,
  /v4l2loopback/,
  /dummy video device/,
  /akvcam/,
  /droidcam/,
  /epoccam/,
  /ivcam/,
  /\biriun\b/,
  /\bcamo\b/,
];

/** Is this the label of a camera made by software? Labels are free text. */
export function matchVirtualCamera(label: string): boolean {
  const plain = label.toLowerCase();
  return names.some((name) => name.test(plain));
}
