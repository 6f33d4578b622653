<?php
// What is no file is for WordPress, also where it has a dot in it, such as "oembed/1.0/proxy".
$path = realpath(getenv('WP_DIR') . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if ($path !== false && $path !== realpath(getenv('WP_DIR'))) return false;
require getenv('WP_DIR') . '/index.php';
