<?php
// Publishes what the standard input has, as the user who is named. Prints the id of the post.
require getenv('WP_DIR') . '/wp-load.php';
$user = get_user_by('login', $argv[1]);
wp_set_current_user($user->ID);
kses_init();
echo wp_insert_post(wp_slash([
  'post_title' => 'News', 'post_status' => 'publish', 'post_author' => $user->ID,
  'post_content' => stream_get_contents(STDIN),
]));
