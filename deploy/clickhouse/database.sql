-- Made once, when the volume is empty; gongkai makes the tables.
CREATE DATABASE IF NOT EXISTS gongkai;
