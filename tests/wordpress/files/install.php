<?php
// Makes the tables, an administrator, and an author who may not write HTML of their own.
define('WP_INSTALLING', true);
require getenv('WP_DIR') . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
wp_install('Partner', 'admin', 'admin@example.org', true, '', 'admin');
switch_theme('plain');
wp_insert_user(['user_login' => 'author', 'user_pass' => 'author', 'role' => 'author']);
