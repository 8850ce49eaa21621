import { expect, it } from 'vitest';
import { matchDesktop } from './match-desktop.ts';
import { matchVirtualCamera } from './match-virtual-camera.ts';

it.each([
  ['OBS Virtual Camera', true],
  ['ManyCam Virtual Webcam', true],
  ['Snap Camera', true],
  ['XSplit VCam', true],
  ['e2eSoft VCam', true],
  ['Dummy video device (0x0000) (platform:v4l2loopback-000)', true],
  ['DroidCam Source 3', true],
  ['Camera (NVIDIA Broadcast)', true],
  ['fake_device_0', false],
  ['Front Camera', false],
  ['camera2 1, facing front', false],
  ['FaceTime HD Camera (Built-in)', false],
  ['HD Pro Webcam C920 (046d:0892)', false],
  ['Observatory cam', false],
  ['', false],
])('camera %s', (label, isVirtual) => {
  expect(matchVirtualCamera(label)).toBe(isVirtual);
});

const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15';
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';
const linux = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';
const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36';

it.each([
  ['a Mac', mac, '1512x982@2', 'macOS'],
  ['an iPad, which says it is a Mac', mac, '1180x820@2', null],
  ['an iPad mini upright', mac, '744x1133@2', null],
  ['a Windows laptop', windows, '1366x768@1', 'Windows'],
  ['a Linux laptop', linux, '1920x1080', 'Linux'],
  ["a phone that asks for the desktop's page", linux, '412x915@2.6', null],
  ['an Android phone', android, '412x915@2.6', null],
  ['a laptop that says nothing of its screen', windows, null, null],
  ['a screen in words', windows, 'large', null],
  ['nothing', null, null, null],
])('%s', (_, userAgent, screen, platform) => {
  expect(matchDesktop(userAgent, screen)).toBe(platform);
});
