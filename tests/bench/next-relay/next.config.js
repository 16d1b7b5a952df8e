/** @type {import('next').NextConfig} */
export default {
  compress: false,
  poweredByHeader: false,
  serverExternalPackages: ['undici'],
  typescript: { ignoreBuildErrors: true },
};
