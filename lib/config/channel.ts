/** PostgreSQL channel on which every change of configuration or keys is announced. */
export const CONFIG_CHANNEL = 'tollgate_config';
