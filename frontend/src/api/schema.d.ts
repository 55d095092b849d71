// Made by `npm run api` from the OpenAPI description of our API; not to be edited.

export interface paths {
  "/api/v1/auth/register": {
    parameters: {
    };
    post: operations["register_api_v1_auth_register_post"];
  };
  "/api/v1/auth/login": {
    parameters: {
    };
    post: operations["login_api_v1_auth_login_post"];
  };
  "/api/v1/auth/token": {
    parameters: {
    };
    post: operations["token_api_v1_auth_token_post"];
  };
  "/api/v1/auth/anonymous": {
    parameters: {
    };
    post: operations["anonymous_api_v1_auth_anonymous_post"];
  };
  "/api/v1/auth/refresh": {
    parameters: {
    };
    post: operations["refresh_api_v1_auth_refresh_post"];
  };
  "/api/v1/auth/logout": {
    parameters: {
    };
    post: operations["logout_api_v1_auth_logout_post"];
  };
  "/api/v1/auth/me": {
    parameters: {
    };
    get: operations["me_api_v1_auth_me_get"];
    patch: operations["patch_me_api_v1_auth_me_patch"];
  };
  "/api/v1/auth/password/forgot": {
    parameters: {
    };
    post: operations["forgot_api_v1_auth_password_forgot_post"];
  };
  "/api/v1/auth/password/reset": {
    parameters: {
    };
    post: operations["reset_api_v1_auth_password_reset_post"];
  };
  "/api/v1/auth/password": {
    parameters: {
    };
    post: operations["replace_password_api_v1_auth_password_post"];
  };
  "/api/v1/auth/verify": {
    parameters: {
    };
    post: operations["verify_api_v1_auth_verify_post"];
  };
  "/api/v1/auth/verify/resend": {
    parameters: {
    };
    post: operations["resend_link_api_v1_auth_verify_resend_post"];
  };
  "/api/v1/auth/email": {
    parameters: {
    };
    post: operations["change_email_api_v1_auth_email_post"];
  };
  "/api/v1/auth/sign-ins": {
    parameters: {
    };
    get: operations["list_sign_ins_api_v1_auth_sign_ins_get"];
    delete: operations["end_others_api_v1_auth_sign_ins_delete"];
  };
  "/api/v1/auth/sign-ins/{sign_in_id}": {
    parameters: {
    };
    delete: operations["end_api_v1_auth_sign_ins__sign_in_id__delete"];
  };
  "/api/v1/tokens": {
    parameters: {
    };
    get: operations["list_tokens_api_v1_tokens_get"];
    post: operations["make_token_api_v1_tokens_post"];
  };
  "/api/v1/tokens/{token_id}": {
    parameters: {
    };
    delete: operations["revoke_token_api_v1_tokens__token_id__delete"];
  };
  "/api/v1/users": {
    parameters: {
    };
    get: operations["list_users_api_v1_users_get"];
  };
  "/api/v1/users/{user_id}": {
    parameters: {
    };
    get: operations["read_user_api_v1_users__user_id__get"];
    patch: operations["change_user_api_v1_users__user_id__patch"];
  };
  "/api/v1/invitations": {
    parameters: {
    };
    get: operations["list_invitations_api_v1_invitations_get"];
    post: operations["invite_api_v1_invitations_post"];
  };
  "/api/v1/invitations/{invitation_id}/resend": {
    parameters: {
    };
    post: operations["resend_invitation_api_v1_invitations__invitation_id__resend_post"];
  };
  "/api/v1/invitations/{invitation_id}": {
    parameters: {
    };
    delete: operations["withdraw_api_v1_invitations__invitation_id__delete"];
  };
  "/api/v1/invitations/accept": {
    parameters: {
    };
    post: operations["accept_api_v1_invitations_accept_post"];
  };
  "/api/v1/workspaces": {
    parameters: {
    };
    get: operations["list_workspaces_api_v1_workspaces_get"];
    post: operations["create_workspace_api_v1_workspaces_post"];
  };
  "/api/v1/workspaces/{workspace_id}": {
    parameters: {
    };
    get: operations["read_workspace_api_v1_workspaces__workspace_id__get"];
    delete: operations["remove_workspace_api_v1_workspaces__workspace_id__delete"];
    patch: operations["rename_workspace_api_v1_workspaces__workspace_id__patch"];
  };
  "/api/v1/workspaces/{workspace_id}/members": {
    parameters: {
    };
    get: operations["list_members_api_v1_workspaces__workspace_id__members_get"];
    post: operations["add_member_api_v1_workspaces__workspace_id__members_post"];
  };
  "/api/v1/workspaces/{workspace_id}/members/{user_id}": {
    parameters: {
    };
    delete: operations["remove_member_api_v1_workspaces__workspace_id__members__user_id__delete"];
    patch: operations["change_member_api_v1_workspaces__workspace_id__members__user_id__patch"];
  };
  "/api/v1/mail": {
    parameters: {
    };
    get: operations["list_mail_api_v1_mail_get"];
  };
  "/api/v1/mail/{letter_id}": {
    parameters: {
    };
    delete: operations["drop_mail_api_v1_mail__letter_id__delete"];
  };
  "/api/v1/bots/import": {
    parameters: {
    };
    post: operations["import_bot_api_v1_bots_import_post"];
  };
  "/api/v1/bots/{bot_id}/export": {
    parameters: {
    };
    get: operations["export_bot_api_v1_bots__bot_id__export_get"];
  };
  "/api/v1/bots/{bot_id}/versions/diff": {
    parameters: {
    };
    get: operations["compare_versions_api_v1_bots__bot_id__versions_diff_get"];
  };
  "/api/v1/bots": {
    parameters: {
    };
    get: operations["list_bots_api_v1_bots_get"];
    post: operations["create_bot_api_v1_bots_post"];
  };
  "/api/v1/bots/{bot_id}": {
    parameters: {
    };
    get: operations["read_bot_api_v1_bots__bot_id__get"];
    delete: operations["delete_bot_api_v1_bots__bot_id__delete"];
    patch: operations["change_bot_api_v1_bots__bot_id__patch"];
  };
  "/api/v1/bots/{bot_id}/inspect": {
    parameters: {
    };
    get: operations["inspect_bot_api_v1_bots__bot_id__inspect_get"];
  };
  "/api/v1/bots/{bot_id}/publish": {
    parameters: {
    };
    post: operations["publish_bot_api_v1_bots__bot_id__publish_post"];
  };
  "/api/v1/bots/{bot_id}/versions": {
    parameters: {
    };
    get: operations["list_versions_api_v1_bots__bot_id__versions_get"];
  };
  "/api/v1/bots/{bot_id}/versions/{number}": {
    parameters: {
    };
    get: operations["read_version_api_v1_bots__bot_id__versions__number__get"];
  };
  "/api/v1/bots/{bot_id}/versions/{number}/restore": {
    parameters: {
    };
    post: operations["restore_version_api_v1_bots__bot_id__versions__number__restore_post"];
  };
  "/api/v1/bots/{bot_id}/simulate": {
    parameters: {
    };
    post: operations["simulate_bot_api_v1_bots__bot_id__simulate_post"];
  };
  "/api/v1/bots/{bot_id}/dead-letters": {
    parameters: {
    };
    get: operations["list_dead_letters_api_v1_bots__bot_id__dead_letters_get"];
  };
  "/api/v1/bots/{bot_id}/dead-letters/{letter_id}/replay": {
    parameters: {
    };
    post: operations["replay_dead_letter_api_v1_bots__bot_id__dead_letters__letter_id__replay_post"];
  };
  "/api/v1/bots/{bot_id}/draft": {
    parameters: {
    };
    get: operations["open_draft_api_v1_bots__bot_id__draft_get"];
  };
  "/api/v1/bots/{bot_id}/changes": {
    parameters: {
    };
    get: operations["list_changes_api_v1_bots__bot_id__changes_get"];
    post: operations["make_changes_api_v1_bots__bot_id__changes_post"];
  };
  "/api/v1/bots/{bot_id}/changes/{revision}/undo": {
    parameters: {
    };
    post: operations["undo_change_api_v1_bots__bot_id__changes__revision__undo_post"];
  };
  "/api/v1/bots/{bot_id}/tests": {
    parameters: {
    };
    get: operations["list_tests_api_v1_bots__bot_id__tests_get"];
    post: operations["add_test_api_v1_bots__bot_id__tests_post"];
  };
  "/api/v1/bots/{bot_id}/tests/run": {
    parameters: {
    };
    post: operations["run_tests_api_v1_bots__bot_id__tests_run_post"];
  };
  "/api/v1/bots/{bot_id}/tests/{index}": {
    parameters: {
    };
    get: operations["read_kept_test_api_v1_bots__bot_id__tests__index__get"];
    put: operations["replace_test_api_v1_bots__bot_id__tests__index__put"];
    delete: operations["delete_test_api_v1_bots__bot_id__tests__index__delete"];
  };
  "/api/v1/bots/{bot_id}/proposals": {
    parameters: {
    };
    get: operations["list_proposals_api_v1_bots__bot_id__proposals_get"];
    post: operations["create_proposal_api_v1_bots__bot_id__proposals_post"];
  };
  "/api/v1/bots/{bot_id}/proposals/{proposal_id}": {
    parameters: {
    };
    get: operations["read_proposal_api_v1_bots__bot_id__proposals__proposal_id__get"];
  };
  "/api/v1/bots/{bot_id}/proposals/{proposal_id}/document": {
    parameters: {
    };
    get: operations["read_proposal_document_api_v1_bots__bot_id__proposals__proposal_id__document_get"];
  };
  "/api/v1/bots/{bot_id}/proposals/{proposal_id}/difference": {
    parameters: {
    };
    get: operations["read_proposal_difference_api_v1_bots__bot_id__proposals__proposal_id__difference_get"];
  };
  "/api/v1/bots/{bot_id}/proposals/{proposal_id}/inspect": {
    parameters: {
    };
    get: operations["inspect_proposal_api_v1_bots__bot_id__proposals__proposal_id__inspect_get"];
  };
  "/api/v1/bots/{bot_id}/proposals/{proposal_id}/changes": {
    parameters: {
    };
    post: operations["change_proposal_api_v1_bots__bot_id__proposals__proposal_id__changes_post"];
  };
  "/api/v1/bots/{bot_id}/proposals/{proposal_id}/accept": {
    parameters: {
    };
    post: operations["accept_proposal_api_v1_bots__bot_id__proposals__proposal_id__accept_post"];
  };
  "/api/v1/bots/{bot_id}/proposals/{proposal_id}/reject": {
    parameters: {
    };
    post: operations["reject_proposal_api_v1_bots__bot_id__proposals__proposal_id__reject_post"];
  };
  "/api/v1/bots/{bot_id}/proposals/{proposal_id}/withdraw": {
    parameters: {
    };
    post: operations["withdraw_proposal_api_v1_bots__bot_id__proposals__proposal_id__withdraw_post"];
  };
  "/api/v1/bots/{bot_id}/rules/try": {
    parameters: {
    };
    post: operations["try_bot_rules_api_v1_bots__bot_id__rules_try_post"];
  };
  "/api/v1/bots/{bot_id}/access": {
    parameters: {
    };
    get: operations["list_access_api_v1_bots__bot_id__access_get"];
    post: operations["share_bot_api_v1_bots__bot_id__access_post"];
  };
  "/api/v1/bots/{bot_id}/access/{user_id}": {
    parameters: {
    };
    put: operations["put_access_api_v1_bots__bot_id__access__user_id__put"];
    delete: operations["remove_access_api_v1_bots__bot_id__access__user_id__delete"];
  };
  "/api/v1/bots/{bot_id}/pause": {
    parameters: {
    };
    post: operations["pause_bot_api_v1_bots__bot_id__pause_post"];
  };
  "/api/v1/bots/{bot_id}/resume": {
    parameters: {
    };
    post: operations["resume_bot_api_v1_bots__bot_id__resume_post"];
  };
  "/api/v1/bots/{bot_id}/archive": {
    parameters: {
    };
    post: operations["archive_bot_api_v1_bots__bot_id__archive_post"];
  };
  "/api/v1/bots/{bot_id}/unarchive": {
    parameters: {
    };
    post: operations["unarchive_bot_api_v1_bots__bot_id__unarchive_post"];
  };
  "/api/v1/bots/{bot_id}/duplicate": {
    parameters: {
    };
    post: operations["duplicate_bot_api_v1_bots__bot_id__duplicate_post"];
  };
  "/api/v1/bots/{bot_id}/audit": {
    parameters: {
    };
    get: operations["read_audit_api_v1_bots__bot_id__audit_get"];
  };
  "/api/v1/bots/{bot_id}/variables": {
    parameters: {
    };
    get: operations["read_bot_variables_api_v1_bots__bot_id__variables_get"];
    put: operations["replace_bot_variables_api_v1_bots__bot_id__variables_put"];
    delete: operations["clear_bot_variables_api_v1_bots__bot_id__variables_delete"];
    patch: operations["change_bot_variables_api_v1_bots__bot_id__variables_patch"];
  };
  "/api/v1/channels/{channel_id}/variables": {
    parameters: {
    };
    get: operations["read_channel_variables_api_v1_channels__channel_id__variables_get"];
    put: operations["replace_channel_variables_api_v1_channels__channel_id__variables_put"];
    delete: operations["clear_channel_variables_api_v1_channels__channel_id__variables_delete"];
    patch: operations["change_channel_variables_api_v1_channels__channel_id__variables_patch"];
  };
  "/api/v1/users/{user_id}/variables": {
    parameters: {
    };
    get: operations["read_user_variables_api_v1_users__user_id__variables_get"];
    put: operations["replace_user_variables_api_v1_users__user_id__variables_put"];
    delete: operations["clear_user_variables_api_v1_users__user_id__variables_delete"];
    patch: operations["change_user_variables_api_v1_users__user_id__variables_patch"];
  };
  "/api/v1/templates": {
    parameters: {
    };
    get: operations["list_templates_api_v1_templates_get"];
  };
  "/api/v1/templates/import": {
    parameters: {
    };
    post: operations["import_template_api_v1_templates_import_post"];
  };
  "/api/v1/templates/from-steps": {
    parameters: {
    };
    post: operations["make_template_api_v1_templates_from_steps_post"];
  };
  "/api/v1/templates/{template_id}": {
    parameters: {
    };
    get: operations["read_template_api_v1_templates__template_id__get"];
    delete: operations["delete_template_api_v1_templates__template_id__delete"];
  };
  "/api/v1/templates/{template_id}/versions": {
    parameters: {
    };
    get: operations["list_template_versions_api_v1_templates__template_id__versions_get"];
    post: operations["make_version_api_v1_templates__template_id__versions_post"];
  };
  "/api/v1/templates/{template_id}/inspect": {
    parameters: {
    };
    get: operations["inspect_template_api_v1_templates__template_id__inspect_get"];
  };
  "/api/v1/templates/{template_id}/export": {
    parameters: {
    };
    get: operations["export_template_api_v1_templates__template_id__export_get"];
  };
  "/api/v1/template-instances/{part_id}/update": {
    parameters: {
    };
    post: operations["update_instance_api_v1_template_instances__part_id__update_post"];
  };
  "/api/v1/steps": {
    parameters: {
    };
    get: operations["list_steps_api_v1_steps_get"];
    post: operations["create_step_api_v1_steps_post"];
  };
  "/api/v1/steps/{part_id}": {
    parameters: {
    };
    get: operations["read_step_api_v1_steps__part_id__get"];
    delete: operations["delete_step_api_v1_steps__part_id__delete"];
    patch: operations["change_step_api_v1_steps__part_id__patch"];
  };
  "/api/v1/connection-groups": {
    parameters: {
    };
    get: operations["list_groups_api_v1_connection_groups_get"];
    post: operations["create_group_api_v1_connection_groups_post"];
  };
  "/api/v1/connection-groups/{part_id}": {
    parameters: {
    };
    get: operations["read_group_api_v1_connection_groups__part_id__get"];
    delete: operations["delete_group_api_v1_connection_groups__part_id__delete"];
    patch: operations["change_group_api_v1_connection_groups__part_id__patch"];
  };
  "/api/v1/connections": {
    parameters: {
    };
    get: operations["list_connections_api_v1_connections_get"];
    post: operations["create_connection_api_v1_connections_post"];
  };
  "/api/v1/connections/{part_id}": {
    parameters: {
    };
    get: operations["read_connection_api_v1_connections__part_id__get"];
    delete: operations["delete_connection_api_v1_connections__part_id__delete"];
    patch: operations["change_connection_api_v1_connections__part_id__patch"];
  };
  "/api/v1/requests": {
    parameters: {
    };
    get: operations["list_requests_api_v1_requests_get"];
    post: operations["create_request_api_v1_requests_post"];
  };
  "/api/v1/requests/{part_id}": {
    parameters: {
    };
    get: operations["read_request_api_v1_requests__part_id__get"];
    delete: operations["delete_request_api_v1_requests__part_id__delete"];
    patch: operations["change_request_api_v1_requests__part_id__patch"];
  };
  "/api/v1/notes": {
    parameters: {
    };
    get: operations["list_notes_api_v1_notes_get"];
    post: operations["create_note_api_v1_notes_post"];
  };
  "/api/v1/notes/{part_id}": {
    parameters: {
    };
    get: operations["read_note_api_v1_notes__part_id__get"];
    delete: operations["delete_note_api_v1_notes__part_id__delete"];
    patch: operations["change_note_api_v1_notes__part_id__patch"];
  };
  "/api/v1/messages": {
    parameters: {
    };
    get: operations["list_messages_api_v1_messages_get"];
    post: operations["create_message_api_v1_messages_post"];
  };
  "/api/v1/messages/{part_id}": {
    parameters: {
    };
    get: operations["read_message_api_v1_messages__part_id__get"];
    delete: operations["delete_message_api_v1_messages__part_id__delete"];
    patch: operations["change_message_api_v1_messages__part_id__patch"];
  };
  "/api/v1/widgets": {
    parameters: {
    };
    get: operations["list_widgets_api_v1_widgets_get"];
    post: operations["create_widget_api_v1_widgets_post"];
  };
  "/api/v1/widgets/{part_id}": {
    parameters: {
    };
    get: operations["read_widget_api_v1_widgets__part_id__get"];
    delete: operations["delete_widget_api_v1_widgets__part_id__delete"];
    patch: operations["change_widget_api_v1_widgets__part_id__patch"];
  };
  "/api/v1/template-instances": {
    parameters: {
    };
    get: operations["list_template_instances_api_v1_template_instances_get"];
    post: operations["create_template_instance_api_v1_template_instances_post"];
  };
  "/api/v1/template-instances/{part_id}": {
    parameters: {
    };
    get: operations["read_template_instance_api_v1_template_instances__part_id__get"];
    delete: operations["delete_template_instance_api_v1_template_instances__part_id__delete"];
    patch: operations["change_template_instance_api_v1_template_instances__part_id__patch"];
  };
  "/api/v1/requests/{part_id}/execute": {
    parameters: {
    };
    post: operations["execute_request_api_v1_requests__part_id__execute_post"];
  };
  "/api/v1/connection-groups/{part_id}/execute": {
    parameters: {
    };
    post: operations["execute_code_api_v1_connection_groups__part_id__execute_post"];
  };
  "/api/v1/widget-catalogue": {
    parameters: {
    };
    get: operations["list_widget_kinds_api_v1_widget_catalogue_get"];
  };
  "/api/v1/presets/catalog": {
    parameters: {
    };
    get: operations["list_presets_api_v1_presets_catalog_get"];
  };
  "/api/v1/presets/parts": {
    parameters: {
    };
    post: operations["make_parts_of_preset_api_v1_presets_parts_post"];
  };
  "/api/v1/presets/create-step": {
    parameters: {
    };
    post: operations["create_step_from_preset_api_v1_presets_create_step_post"];
  };
  "/api/v1/presets/update-step": {
    parameters: {
    };
    post: operations["update_step_from_preset_api_v1_presets_update_step_post"];
  };
  "/api/v1/examples": {
    parameters: {
    };
    get: operations["list_examples_api_v1_examples_get"];
  };
  "/api/v1/examples/{name}": {
    parameters: {
    };
    get: operations["read_example_api_v1_examples__name__get"];
  };
  "/api/v1/examples/{name}/simulate": {
    parameters: {
    };
    post: operations["simulate_example_api_v1_examples__name__simulate_post"];
  };
  "/api/v1/schemas/document": {
    parameters: {
    };
    get: operations["read_document_schema_api_v1_schemas_document_get"];
  };
  "/api/v1/schemas/operations": {
    parameters: {
    };
    get: operations["read_operations_schema_api_v1_schemas_operations_get"];
  };
  "/api/v1/channels": {
    parameters: {
    };
    get: operations["list_channels_api_v1_channels_get"];
    post: operations["create_channel_api_v1_channels_post"];
  };
  "/api/v1/channels/{channel_id}": {
    parameters: {
    };
    get: operations["read_channel_api_v1_channels__channel_id__get"];
    delete: operations["delete_channel_api_v1_channels__channel_id__delete"];
    patch: operations["change_channel_api_v1_channels__channel_id__patch"];
  };
  "/api/v1/channels/{channel_id}/subscribers": {
    parameters: {
    };
    get: operations["list_subscribers_api_v1_channels__channel_id__subscribers_get"];
    post: operations["add_subscriber_api_v1_channels__channel_id__subscribers_post"];
  };
  "/api/v1/channels/{channel_id}/subscribers/{subscriber_id}": {
    parameters: {
    };
    delete: operations["remove_subscriber_api_v1_channels__channel_id__subscribers__subscriber_id__delete"];
  };
  "/api/v1/channels/{channel_id}/messages": {
    parameters: {
    };
    get: operations["read_messages_api_v1_channels__channel_id__messages_get"];
    post: operations["say_api_v1_channels__channel_id__messages_post"];
  };
  "/api/v1/channels/{channel_id}/start": {
    parameters: {
    };
    post: operations["start_api_v1_channels__channel_id__start_post"];
  };
  "/api/v1/channels/{channel_id}/widget": {
    parameters: {
    };
    get: operations["read_look_api_v1_channels__channel_id__widget_get"];
  };
  "/api/v1/channels/{channel_id}/identity": {
    parameters: {
    };
    post: operations["identify_api_v1_channels__channel_id__identity_post"];
  };
  "/api/v1/channels/{channel_id}/secret": {
    parameters: {
    };
    post: operations["make_secret_api_v1_channels__channel_id__secret_post"];
  };
  "/api/v1/channels/{channel_id}/webhook": {
    parameters: {
    };
    post: operations["receive_api_v1_channels__channel_id__webhook_post"];
  };
  "/api/v1/attachments": {
    parameters: {
    };
    get: operations["list_attachments_api_v1_attachments_get"];
    post: operations["upload_api_v1_attachments_post"];
  };
  "/api/v1/channels/{channel_id}/attachments": {
    parameters: {
    };
    post: operations["upload_in_channel_api_v1_channels__channel_id__attachments_post"];
  };
  "/api/v1/attachments/{attachment_id}": {
    parameters: {
    };
    get: operations["read_attachment_api_v1_attachments__attachment_id__get"];
    delete: operations["delete_attachment_api_v1_attachments__attachment_id__delete"];
  };
  "/api/v1/attachments/{attachment_id}/content": {
    parameters: {
    };
    get: operations["read_content_api_v1_attachments__attachment_id__content_get"];
  };
  "/api/v1/icons/{file}": {
    parameters: {
    };
    get: operations["read_icon_api_v1_icons__file__get"];
  };
  "/api/v1/credentials": {
    parameters: {
    };
    get: operations["list_credentials_api_v1_credentials_get"];
    post: operations["create_credential_api_v1_credentials_post"];
  };
  "/api/v1/credentials/catalogue": {
    parameters: {
    };
    get: operations["list_strategies_api_v1_credentials_catalogue_get"];
  };
  "/api/v1/credentials/{credential_id}": {
    parameters: {
    };
    get: operations["read_credential_api_v1_credentials__credential_id__get"];
    delete: operations["delete_credential_api_v1_credentials__credential_id__delete"];
    patch: operations["change_credential_api_v1_credentials__credential_id__patch"];
  };
  "/api/v1/credentials/{credential_id}/usages": {
    parameters: {
    };
    get: operations["list_usages_api_v1_credentials__credential_id__usages_get"];
  };
  "/api/v1/credentials/{credential_id}/test": {
    parameters: {
    };
    post: operations["test_credential_api_v1_credentials__credential_id__test_post"];
  };
  "/api/v1/integrations": {
    parameters: {
    };
    get: operations["list_integrations_api_v1_integrations_get"];
  };
  "/api/v1/integrations/{integration_id}": {
    parameters: {
    };
    get: operations["get_integration_api_v1_integrations__integration_id__get"];
  };
  "/api/v1/bots/{bot_id}/sessions": {
    parameters: {
    };
    get: operations["list_sessions_api_v1_bots__bot_id__sessions_get"];
  };
  "/api/v1/bots/{bot_id}/counts": {
    parameters: {
    };
    get: operations["read_bot_counts_api_v1_bots__bot_id__counts_get"];
  };
  "/api/v1/sessions/{session_id}": {
    parameters: {
    };
    get: operations["read_session_api_v1_sessions__session_id__get"];
    delete: operations["delete_session_api_v1_sessions__session_id__delete"];
  };
  "/api/v1/sessions/{session_id}/messages": {
    parameters: {
    };
    get: operations["list_session_messages_api_v1_sessions__session_id__messages_get"];
  };
  "/api/v1/sessions/{session_id}/trace": {
    parameters: {
    };
    get: operations["list_session_traces_api_v1_sessions__session_id__trace_get"];
  };
  "/api/v1/sessions/{session_id}/replay": {
    parameters: {
    };
    post: operations["replay_session_api_v1_sessions__session_id__replay_post"];
  };
  "/api/v1/people": {
    parameters: {
    };
    get: operations["list_people_api_v1_people_get"];
  };
  "/api/v1/people/{person_id}/export": {
    parameters: {
    };
    post: operations["export_person_api_v1_people__person_id__export_post"];
  };
  "/api/v1/people/{person_id}/erase": {
    parameters: {
    };
    post: operations["erase_person_api_v1_people__person_id__erase_post"];
  };
  "/api/v1/emitters": {
    parameters: {
    };
    get: operations["list_emitters_api_v1_emitters_get"];
    post: operations["create_emitter_api_v1_emitters_post"];
  };
  "/api/v1/emitters/calendar": {
    parameters: {
    };
    get: operations["read_calendar_api_v1_emitters_calendar_get"];
  };
  "/api/v1/emitters/{emitter_id}": {
    parameters: {
    };
    get: operations["read_emitter_api_v1_emitters__emitter_id__get"];
    delete: operations["delete_emitter_api_v1_emitters__emitter_id__delete"];
    patch: operations["change_emitter_api_v1_emitters__emitter_id__patch"];
  };
  "/api/v1/emitters/{emitter_id}/pause": {
    parameters: {
    };
    post: operations["pause_emitter_api_v1_emitters__emitter_id__pause_post"];
  };
  "/api/v1/emitters/{emitter_id}/resume": {
    parameters: {
    };
    post: operations["resume_emitter_api_v1_emitters__emitter_id__resume_post"];
  };
  "/api/v1/emitters/{emitter_id}/run": {
    parameters: {
    };
    post: operations["run_emitter_api_v1_emitters__emitter_id__run_post"];
  };
  "/api/v1/emitters/{emitter_id}/runs": {
    parameters: {
    };
    get: operations["list_runs_api_v1_emitters__emitter_id__runs_get"];
  };
  "/api/v1/crons": {
    parameters: {
    };
    get: operations["list_crons_api_v1_crons_get"];
    post: operations["create_cron_api_v1_crons_post"];
  };
  "/api/v1/crons/preview": {
    parameters: {
    };
    post: operations["preview_cron_api_v1_crons_preview_post"];
  };
  "/api/v1/crons/{cron_id}": {
    parameters: {
    };
    get: operations["read_cron_api_v1_crons__cron_id__get"];
    delete: operations["delete_cron_api_v1_crons__cron_id__delete"];
    patch: operations["change_cron_api_v1_crons__cron_id__patch"];
  };
  "/api/v1/bots/{bot_id}/alerts": {
    parameters: {
    };
    get: operations["read_alerts_api_v1_bots__bot_id__alerts_get"];
    patch: operations["change_alerts_api_v1_bots__bot_id__alerts_patch"];
  };
  "/api/v1/bots/{bot_id}/alerts/secret": {
    parameters: {
    };
    post: operations["make_alert_secret_api_v1_bots__bot_id__alerts_secret_post"];
  };
  "/api/v1/bots/{bot_id}/alerts/trial": {
    parameters: {
    };
    post: operations["try_alerts_api_v1_bots__bot_id__alerts_trial_post"];
  };
  "/health/live": {
    parameters: {
    };
    get: operations["live_health_live_get"];
  };
  "/health/ready": {
    parameters: {
    };
    get: operations["ready_health_ready_get"];
  };
  "/health": {
    parameters: {
    };
    get: operations["health_health_get"];
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Accent: string;
    AcceptIn: {
      token: components["schemas"]["OpaqueToken"];
    };
    AcceptProposal: {
      parts?: components["schemas"]["PartNames"] | null;
      revision?: components["schemas"]["Revision"] | null;
      base_revision?: components["schemas"]["Revision"] | null;
      /** @default false */
      with_needs: boolean;
      /** @default false */
      dry_run: boolean;
    };
    Acceptance: {
      proposal: components["schemas"]["ProposalRead"];
      parts: string[];
      left: string[];
      dry_run: boolean;
      revision: number;
      issues: components["schemas"]["IssueRead"][];
    };
    AlertFault: {
      code: string;
      /** Format: date-time */
      at: string;
    };
    AlertSecret: {
      secret: string;
    };
    AlertsChange: {
      is_on?: boolean;
      more_than?: components["schemas"]["MoreThan"];
      minutes?: components["schemas"]["Minutes"];
      by_mail?: boolean;
      url?: components["schemas"]["WebAddress"] | null;
    };
    AlertsRead: {
      is_on: boolean;
      more_than: number;
      minutes: number;
      by_mail: boolean;
      mail: components["schemas"]["MailState"];
      url: string | null;
      has_secret: boolean;
      problems: number;
      kinds: components["schemas"]["ProblemKind"][];
      since: string | null;
      told_at: string | null;
      mail_fault: components["schemas"]["AlertFault"] | null;
      url_fault: components["schemas"]["AlertFault"] | null;
    };
    AnonymousIn: {
      name?: components["schemas"]["Line"] | null;
      locale?: components["schemas"]["Locale"] | null;
      timezone?: components["schemas"]["Timezone"] | null;
    };
    AnyWidget: components["schemas"]["FormWidget"] | components["schemas"]["CardsWidget"] | components["schemas"]["CarouselWidget"] | components["schemas"]["DateWidget"] | components["schemas"]["RatingWidget"] | components["schemas"]["FileWidget"] | components["schemas"]["LocationWidget"];
    AppliedRead: {
      operation_id: string | null;
      op: string;
      path: string | string[];
      id: string | null;
      is_new: boolean;
    };
    Asked: {
      /** @enum {string} */
      kind: "http" | "code" | "integration";
      what: string;
      step: string | null;
      group: string | null;
    };
    /** @enum {string} */
    Aspect: "messages" | "place" | "finished" | "problems" | "variables";
    "Attachment-Output": {
      url?: string | null;
      file?: string | null;
      /**
       * @default file
       * @enum {string}
       */
      type: "image" | "audio" | "video" | "file";
      name?: string | null;
    };
    AttachmentRead: {
      /** Format: uuid */
      id: string;
      bot_id: string | null;
      channel_id: string | null;
      url: string;
      type: components["schemas"]["Shape"];
      name: string;
      content_type: string;
      size: number;
      sha256: string;
      /** Format: date-time */
      created_at: string;
    };
    Audience: components["schemas"]["Everybody"] | components["schemas"]["Chosen"] | components["schemas"]["Matching"];
    AuditLine: {
      id: string;
      /** Format: date-time */
      at: string;
      actor_id: string | null;
      actor_name: string | null;
      action: string;
      subject_id: string | null;
      revision: number | null;
      before?: unknown;
      after?: unknown;
      token_id?: string | null;
      token_name?: string | null;
    };
    AwaitedRead: {
      /** @enum {string} */
      kind: "http" | "code" | "integration";
      what: string;
      /** Format: date-time */
      since: string;
      attempts: number;
    };
    Backoff: number;
    TokenForm: {
      username: components["schemas"]["Email"];
      /** Format: password */
      password: string;
      grant_type?: string | null;
    };
    BotChange: {
      name?: components["schemas"]["Line"] | null;
      description?: string | null;
      publish_needs_tests?: boolean | null;
    };
    BotCreate: {
      name: components["schemas"]["Line"];
      description?: string | null;
      workspace_id?: string | null;
    };
    BotRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      workspace_id: string;
      name: string;
      description: string | null;
      status: components["schemas"]["BotStatus"];
      revision: number;
      published_version: number | null;
      publish_needs_tests: boolean;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    /** @enum {string} */
    BotSort: "created_at" | "-created_at" | "name" | "-name" | "updated_at" | "-updated_at";
    /** @enum {string} */
    BotStatus: "active" | "paused" | "archived";
    Button: {
      /** @default  */
      text: string;
      value?: string | null;
    };
    ByDateIn: {
      variable: string;
      /** @default 0 */
      days: number;
      /** @default 0 */
      seconds: number;
      time?: components["schemas"]["WallTime"] | null;
      repeat?: ("day" | "week" | "month" | "year") | null;
    };
    CalendarEntry: {
      /** Format: uuid */
      emitter_id: string;
      name: string;
      /** Format: date-time */
      at: string;
      local: string;
      is_personal: boolean;
      people: number | null;
    };
    Card: {
      /** @default  */
      title: string;
      /** @default  */
      text: string;
      image?: string | null;
      /** @default [] */
      buttons: components["schemas"]["CardButton"][];
    };
    CardButton: {
      text: string;
      value?: string | null;
      url?: string | null;
    };
    CardsProps: {
      cards: components["schemas"]["Card"][] | components["schemas"]["Slot"];
    };
    CardsWidget: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: "cards";
      props: components["schemas"]["CardsProps"];
    };
    CarouselWidget: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: "carousel";
      props: components["schemas"]["CardsProps"];
    };
    Catalog: {
      items: components["schemas"]["PresetRead"][];
    };
    Catalogue: {
      strategies: components["schemas"]["StrategyRead"][];
      providers: components["schemas"]["ProviderRead"][];
    };
    ChangeRead: {
      revision: number;
      author_id: string | null;
      /** @enum {string} */
      action: "change" | "import" | "restore" | "undo" | "accept";
      proposal_id: string | null;
      operations: {
        [key: string]: unknown;
      }[];
      /** Format: date-time */
      created_at: string;
    };
    ChangesIn: {
      base_revision?: number | null;
      operations: components["schemas"]["OperationIn"][];
      /** @default false */
      dry_run: boolean;
    };
    ChangesOut: {
      revision: number;
      applied: components["schemas"]["AppliedRead"][];
      issues: components["schemas"]["IssueRead"][];
    };
    ChangesSince: {
      revision: number;
      items: components["schemas"]["ChangeRead"][];
      has_more: boolean;
      has_gap: boolean;
    };
    ChannelChange: {
      is_public?: boolean;
      default_bot_id?: string | null;
      allowed_origins?: components["schemas"]["Origin"][];
      settings?: components["schemas"]["ChannelSettings"];
      secret?: components["schemas"]["SigningSecret"] | null;
      name?: components["schemas"]["Line"] | null;
      add_origins?: components["schemas"]["Origin"][];
      remove_origins?: components["schemas"]["Origin"][];
    };
    ChannelCreate: {
      /** @default false */
      is_public: boolean;
      default_bot_id?: string | null;
      allowed_origins?: components["schemas"]["Origin"][];
      settings?: components["schemas"]["ChannelSettings"];
      secret?: components["schemas"]["SigningSecret"] | null;
      name: components["schemas"]["Line"];
      /** @default web */
      kind: components["schemas"]["Kind-Input"];
      /** @default false */
      is_group: boolean;
      workspace_id?: string | null;
    };
    ChannelOf: {
      /** Format: uuid */
      id: string;
      name: string;
      kind: string;
    };
    ChannelRead: {
      /** Format: uuid */
      id: string;
      name: string;
      kind: string;
      is_public: boolean;
      is_group: boolean;
      /** Format: uuid */
      workspace_id: string;
      default_bot_id: string | null;
      allowed_origins: string[];
      settings: {
        [key: string]: unknown;
      };
      has_secret: boolean;
      warnings: components["schemas"]["ChannelWarning"][];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    ChannelSettings: {
      /**
       * @default auto
       * @enum {string}
       */
      theme: "auto" | "light" | "dark";
      accent?: components["schemas"]["Accent"] | null;
      /**
       * @default right
       * @enum {string}
       */
      position: "right" | "left";
      /**
       * @default auto
       * @enum {string}
       */
      language: "auto" | "en" | "ru";
      start_message?: components["schemas"]["Greeting"] | null;
      /** @default false */
      identity_required: boolean;
      url?: components["schemas"]["WebAddress"] | null;
    };
    ChannelShown: {
      /** Format: uuid */
      id: string;
      name: string;
      kind: string;
      is_public: boolean;
      is_group: boolean;
    };
    ChannelWarning: {
      code: string;
      message: string;
      message_ru: string;
    };
    Chosen: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: "people";
      ids: string[];
    };
    CodeError: {
      type: string;
      message: string;
      line: number | null;
      source: string | null;
    };
    CodeExecutedRead: {
      value: unknown;
      writes: {
        [key: string]: unknown;
      };
      prints: string;
      problem: string | null;
      message: string | null;
      error: components["schemas"]["CodeError"] | null;
      elapsed_ms: number;
    };
    "Connection-Input": {
      /** @default  */
      id: components["schemas"]["Id"];
      /** @default  */
      name: string;
      /** @default 0 */
      priority: components["schemas"]["Priority"];
      rules?: components["schemas"]["Rules-Input"];
      filters?: components["schemas"]["Rules-Input"];
      /** @default [] */
      set: components["schemas"]["Setting"][];
      to: string;
    };
    "Connection-Output": {
      /** @default  */
      id: components["schemas"]["Id"];
      /** @default  */
      name: string;
      /** @default 0 */
      priority: components["schemas"]["Priority"];
      rules?: components["schemas"]["Rules-Output"];
      filters?: components["schemas"]["Rules-Output"];
      /** @default [] */
      set: components["schemas"]["Setting"][];
      to: string;
    };
    ConnectionChange: {
      name?: string | null;
      priority?: components["schemas"]["Priority"] | null;
      rules?: components["schemas"]["Rules-Input"] | null;
      filters?: components["schemas"]["Rules-Input"] | null;
      set?: components["schemas"]["Setting"][] | null;
      to?: string | null;
    };
    ConnectionCount: {
      group: string;
      connection: string;
      count: number;
    };
    ConnectionCreate: {
      key?: components["schemas"]["PartsKey"] | null;
      after_key?: string | null;
      /** Format: uuid */
      group_id: string;
      name?: string | null;
      priority?: components["schemas"]["Priority"] | null;
      rules?: components["schemas"]["Rules-Input"] | null;
      filters?: components["schemas"]["Rules-Input"] | null;
      set?: components["schemas"]["Setting"][] | null;
      to?: string | null;
    };
    ConnectionGroupChange: {
      type?: components["schemas"]["GroupType"] | null;
      on?: ("message" | "timeout") | null;
      after?: components["schemas"]["Seconds"] | null;
      restart?: boolean | null;
      priority?: components["schemas"]["Priority"] | null;
      request?: string | null;
      code?: string | null;
      integration?: string | null;
      config?: components["schemas"]["Free"] | null;
      credential?: string | null;
      set?: components["schemas"]["Setting"][] | null;
      connections?: components["schemas"]["Connection-Input"][] | null;
    };
    ConnectionGroupCreate: {
      key?: components["schemas"]["PartsKey"] | null;
      after_key?: string | null;
      /** Format: uuid */
      bot_id: string;
      step_id?: string | null;
      type?: components["schemas"]["GroupType"] | null;
      on?: ("message" | "timeout") | null;
      after?: components["schemas"]["Seconds"] | null;
      restart?: boolean | null;
      priority?: components["schemas"]["Priority"] | null;
      request?: string | null;
      code?: string | null;
      integration?: string | null;
      config?: components["schemas"]["Free"] | null;
      credential?: string | null;
      set?: components["schemas"]["Setting"][] | null;
      connections?: components["schemas"]["Connection-Input"][] | null;
    };
    ConnectionGroupRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      key: string;
      revision: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      step_id: string | null;
      type?: components["schemas"]["GroupType"] | null;
      on?: ("message" | "timeout") | null;
      after?: components["schemas"]["Seconds"] | null;
      restart?: boolean | null;
      priority?: components["schemas"]["Priority"] | null;
      request?: string | null;
      code?: string | null;
      integration?: string | null;
      config?: components["schemas"]["Free"] | null;
      credential?: string | null;
      set?: components["schemas"]["Setting"][] | null;
      connections?: components["schemas"]["Connection-Output"][] | null;
    } & {
      [key: string]: unknown;
    };
    ConnectionRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      key: string;
      revision: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /** Format: uuid */
      group_id: string;
      name?: string | null;
      priority?: components["schemas"]["Priority"] | null;
      rules?: components["schemas"]["Rules-Output"] | null;
      filters?: components["schemas"]["Rules-Output"] | null;
      set?: components["schemas"]["Setting"][] | null;
      to?: string | null;
    } & {
      [key: string]: unknown;
    };
    Coordinate: number;
    Count: number | components["schemas"]["Slot"];
    CredentialChange: {
      name?: components["schemas"]["Line"] | null;
      settings?: components["schemas"]["Settings"] | null;
      secret?: components["schemas"]["SecretFields"] | null;
      hosts?: components["schemas"]["Hosts"] | null;
      is_default?: boolean | null;
    };
    CredentialCreate: {
      workspace_id?: string | null;
      bot_id?: string | null;
      name: components["schemas"]["Line"];
      provider: components["schemas"]["Provider"];
      strategy: components["schemas"]["StrategyName"];
      settings?: components["schemas"]["Settings"];
      secret: components["schemas"]["SecretFields"];
      hosts?: components["schemas"]["Hosts"];
      is_default?: boolean | null;
    };
    CredentialNeedRead: {
      provider: string | null;
      strategies: string[];
      description: string;
      description_ru: string;
      is_required: boolean;
      unless: string | null;
    };
    CredentialRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      workspace_id: string;
      bot_id: string | null;
      name: string;
      provider: string;
      strategy: string;
      settings: {
        [key: string]: unknown;
      };
      hosts: string[];
      is_default: boolean;
      /** Format: date-time */
      sealed_at: string;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    CronChange: {
      year?: components["schemas"]["Expression"] | null;
      month?: components["schemas"]["Expression"] | null;
      day?: components["schemas"]["Expression"] | null;
      day_of_week?: components["schemas"]["Expression"] | null;
      hour?: components["schemas"]["Expression"] | null;
      minute?: components["schemas"]["Expression"] | null;
      second?: components["schemas"]["Expression"] | null;
      start_at?: components["schemas"]["Moment"] | null;
      end_at?: components["schemas"]["Moment"] | null;
      /** @default UTC */
      timezone: components["schemas"]["Timezone"];
      /** @default 0 */
      jitter: number;
      /** @default once */
      misfire: components["schemas"]["Misfire"];
    };
    CronCreate: {
      year?: components["schemas"]["Expression"] | null;
      month?: components["schemas"]["Expression"] | null;
      day?: components["schemas"]["Expression"] | null;
      day_of_week?: components["schemas"]["Expression"] | null;
      hour?: components["schemas"]["Expression"] | null;
      minute?: components["schemas"]["Expression"] | null;
      second?: components["schemas"]["Expression"] | null;
      start_at?: components["schemas"]["Moment"] | null;
      end_at?: components["schemas"]["Moment"] | null;
      /** @default UTC */
      timezone: components["schemas"]["Timezone"];
      /** @default 0 */
      jitter: number;
      /** @default once */
      misfire: components["schemas"]["Misfire"];
      /** Format: uuid */
      emitter_id: string;
    };
    CronFields: {
      year?: components["schemas"]["Expression"] | null;
      month?: components["schemas"]["Expression"] | null;
      day?: components["schemas"]["Expression"] | null;
      day_of_week?: components["schemas"]["Expression"] | null;
      hour?: components["schemas"]["Expression"] | null;
      minute?: components["schemas"]["Expression"] | null;
      second?: components["schemas"]["Expression"] | null;
      start_at?: components["schemas"]["Moment"] | null;
      end_at?: components["schemas"]["Moment"] | null;
      /** @default UTC */
      timezone: components["schemas"]["Timezone"];
      /** @default 0 */
      jitter: number;
      /** @default once */
      misfire: components["schemas"]["Misfire"];
    };
    CronRead: {
      year: string | null;
      month: string | null;
      day: string | null;
      day_of_week: string | null;
      hour: string | null;
      minute: string | null;
      second: string | null;
      start_at: string | null;
      end_at: string | null;
      /** @default UTC */
      timezone: components["schemas"]["Timezone"];
      /** @default 0 */
      jitter: number;
      /** @default once */
      misfire: components["schemas"]["Misfire"];
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      emitter_id: string;
      next_at: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    CrossingIn: {
      variable: string;
      /** @default {} */
      schema: {
        [key: string]: unknown;
      };
    };
    DateProps: {
      /** @default  */
      label: string;
      /**
       * @default date
       * @enum {string}
       */
      mode: "date" | "time" | "datetime";
      min?: string | null;
      max?: string | null;
    };
    DateWidget: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: "date";
      /**
       * @default {
       *       "label": "",
       *       "mode": "date"
       *     }
       */
      props: components["schemas"]["DateProps"];
    };
    DeadLetterRead: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      kind: "event" | "delivery";
      session_id: string | null;
      error: string;
      attempts: number;
      /** Format: date-time */
      created_at: string;
      replayed_at: string | null;
    };
    Decision: {
      proposal: components["schemas"]["ProposalRead"];
      parts: string[];
      left: string[];
    };
    Difference: {
      counts: components["schemas"]["ExchangeCounts"];
      changes: components["schemas"]["PartChangeRead"][];
    };
    DraftRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      workspace_id: string;
      /** @enum {string} */
      status: "active" | "paused" | "archived";
      revision: number;
      published_version: number | null;
      /** @enum {string} */
      access: "OWNER" | "EDITOR" | "VIEWER";
      document: {
        [key: string]: unknown;
      };
      proposal?: string | null;
      issues: components["schemas"]["IssueRead"][];
    };
    Duplicate: {
      name?: components["schemas"]["Line"] | null;
      workspace_id?: string | null;
    };
    Email: string;
    EmailIn: {
      email: components["schemas"]["Email"];
      password: components["schemas"]["Password"];
    };
    EmitterChange: {
      channel_id?: string | null;
      /**
       * @default {
       *       "kind": "all"
       *     }
       */
      audience: components["schemas"]["Audience"];
      /** @default false */
      needs_message_processing: boolean;
      /** @default false */
      is_paused: boolean;
      name?: components["schemas"]["Line"] | null;
      message?: {
        [key: string]: unknown;
      } | null;
      schedule?: components["schemas"]["ScheduleIn"] | null;
    };
    EmitterCreate: {
      channel_id?: string | null;
      /**
       * @default {
       *       "kind": "all"
       *     }
       */
      audience: components["schemas"]["Audience"];
      /** @default false */
      needs_message_processing: boolean;
      /** @default false */
      is_paused: boolean;
      /** Format: uuid */
      bot_id: string;
      name: components["schemas"]["Line"];
      message: {
        [key: string]: unknown;
      };
      schedule: components["schemas"]["ScheduleIn"];
    };
    EmitterRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      channel_id: string | null;
      name: string;
      message: {
        [key: string]: unknown;
      };
      audience: components["schemas"]["Audience"];
      schedule: components["schemas"]["ScheduleRead"];
      needs_message_processing: boolean;
      is_paused: boolean;
      is_personal: boolean;
      next_at: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    Erased: {
      /** Format: uuid */
      person_id: string;
      /** @enum {string} */
      account: "deleted" | "emptied" | "kept";
      rows: {
        [key: string]: number;
      };
      may_remain: components["schemas"]["WrittenVariable"][];
    };
    ErrorBody: {
      error: components["schemas"]["ErrorDetail"];
    };
    ErrorDetail: {
      code: string;
      message: string;
      details: {
        [key: string]: unknown;
      };
    };
    EventRead: {
      /** @enum {string} */
      type: "start" | "message" | "timeout";
      /** Format: date-time */
      at: string;
      text?: string | null;
      button?: string | null;
      /** @default {} */
      params: {
        [key: string]: unknown;
      };
    };
    Everybody: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: "all";
    };
    ExampleRead: {
      name: string;
      title: string;
      description: string;
      locale: string;
      steps: number;
    };
    Examples: {
      items: components["schemas"]["ExampleRead"][];
    };
    Execute: {
      variables?: {
        [key: string]: unknown;
      };
      /** @default false */
      dry_run: boolean;
    };
    ExecuteCode: {
      variables?: {
        [key: string]: unknown;
      };
    };
    ExecutedRead: {
      sent: {
        [key: string]: unknown;
      } | null;
      answer: {
        [key: string]: unknown;
      } | null;
      problems: string[];
      messages: string[];
      detail: {
        [key: string]: unknown;
      } | null;
    };
    ExitRead: {
      path: string;
      name: string;
      to: string;
    };
    Expression: string;
    ExternalId: string;
    FaultRead: {
      code: string;
      message: string;
      message_ru: string;
    };
    FieldChangeRead: {
      path: string;
      before: unknown;
      after: unknown;
    };
    /** @enum {string} */
    FieldType: "text" | "textarea" | "email" | "phone" | "number" | "date" | "time" | "select" | "multiselect" | "checkbox";
    FileProps: {
      /** @default  */
      label: string;
      /** @default [] */
      accept: string[];
      max_size?: components["schemas"]["Count"] | null;
      /** @default false */
      multiple: components["schemas"]["Flag"];
    };
    FileWidget: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: "file";
      /**
       * @default {
       *       "label": "",
       *       "accept": [],
       *       "multiple": false
       *     }
       */
      props: components["schemas"]["FileProps"];
    };
    First: {
      params?: {
        [key: string]: unknown;
      };
      /** @default false */
      restart: boolean;
      bot_id?: string | null;
    };
    FixRead: {
      title: string;
      title_ru: string;
      operations: {
        [key: string]: unknown;
      }[];
    };
    Flag: boolean | components["schemas"]["Slot"];
    ForgotIn: {
      email: components["schemas"]["Email"];
    };
    FormField: {
      name: string;
      /** @default  */
      label: string;
      /** @default text */
      type: components["schemas"]["FieldType"];
      /** @default false */
      required: components["schemas"]["Flag"];
      /** @default  */
      placeholder: string;
      value?: unknown;
      /** @default [] */
      options: components["schemas"]["Option"][] | components["schemas"]["Slot"];
    };
    FormProps: {
      /** @default  */
      title: string;
      fields: components["schemas"]["FormField"][];
      /** @default  */
      submit: string;
    };
    FormWidget: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: "form";
      props: components["schemas"]["FormProps"];
    };
    Free: {
      [key: string]: unknown;
    };
    FromSteps: {
      /** Format: uuid */
      bot_id: string;
      steps: components["schemas"]["TemplatesKey"][];
      id: components["schemas"]["TemplatesKey"];
      /** @default  */
      name: string;
      /** @default  */
      description: string;
      inputs?: {
        [key: string]: components["schemas"]["CrossingIn"];
      } | null;
      outputs?: {
        [key: string]: components["schemas"]["CrossingIn"];
      } | null;
      /** @default false */
      replace: boolean;
      base_revision?: number | null;
    };
    Greeting: string;
    "Group-Input": {
      /** @default  */
      id: components["schemas"]["Id"];
      /** @default message */
      type: components["schemas"]["GroupType"];
      /**
       * @default message
       * @enum {string}
       */
      on: "message" | "timeout";
      after?: components["schemas"]["Seconds"] | null;
      /** @default true */
      restart: boolean;
      /** @default 0 */
      priority: components["schemas"]["Priority"];
      request?: string | null;
      code?: string | null;
      integration?: string | null;
      /** @default {} */
      config: components["schemas"]["Free"];
      credential?: string | null;
      /** @default [] */
      set: components["schemas"]["Setting"][];
      /** @default [] */
      connections: components["schemas"]["Connection-Input"][];
    };
    "Group-Output": {
      /** @default  */
      id: components["schemas"]["Id"];
      /** @default message */
      type: components["schemas"]["GroupType"];
      /**
       * @default message
       * @enum {string}
       */
      on: "message" | "timeout";
      after?: components["schemas"]["Seconds"] | null;
      /** @default true */
      restart: boolean;
      /** @default 0 */
      priority: components["schemas"]["Priority"];
      request?: string | null;
      code?: string | null;
      integration?: string | null;
      /** @default {} */
      config: components["schemas"]["Free"];
      credential?: string | null;
      /** @default [] */
      set: components["schemas"]["Setting"][];
      /** @default [] */
      connections: components["schemas"]["Connection-Output"][];
    };
    /** @enum {string} */
    GroupType: "message" | "response" | "code" | "integration";
    Host: string;
    Hosts: components["schemas"]["Host"][];
    /** @enum {string} */
    How: "added" | "removed" | "changed" | "moved";
    HttpMock: {
      request: string;
      /** @default {} */
      answer: components["schemas"]["Free"];
      expect?: components["schemas"]["Free"] | null;
    };
    Id: string;
    IdentityIn: {
      token: string;
    };
    ImportPreview: {
      /**
       * @default true
       * @constant
       */
      preview: true;
      revision: number | null;
      difference: components["schemas"]["Difference"];
      issues: components["schemas"]["IssueRead"][];
    };
    Imported: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      workspace_id: string;
      name: string;
      description: string | null;
      status: components["schemas"]["BotStatus"];
      revision: number;
      published_version: number | null;
      publish_needs_tests: boolean;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      issues: components["schemas"]["IssueRead"][];
    };
    Index: number;
    InstanceUpdate: {
      version?: number | null;
    };
    IntegrationMock: {
      integration: string;
      /** @default {} */
      answer: components["schemas"]["Free"];
      expect?: components["schemas"]["Free"] | null;
    };
    IntegrationRead: {
      id: string;
      service: components["schemas"]["ServiceRead"];
      title: string;
      title_ru: string;
      description: string;
      description_ru: string;
      credential: components["schemas"]["CredentialNeedRead"] | null;
      input: {
        [key: string]: unknown;
      };
      output: {
        [key: string]: unknown;
      };
    };
    Integrations: {
      items: components["schemas"]["IntegrationRead"][];
      faults: components["schemas"]["FaultRead"][];
    };
    InvitationIn: {
      email?: components["schemas"]["Email"] | null;
      /** @default USER */
      role: components["schemas"]["Role"];
      workspace_id?: string | null;
      /** @default VIEWER */
      workspace_role: components["schemas"]["WorkspaceRole"];
    };
    InvitationMade: {
      /** Format: uuid */
      id: string;
      email: string | null;
      role: components["schemas"]["Role"];
      workspace_id: string | null;
      workspace_role: components["schemas"]["WorkspaceRole"] | null;
      invited_by: string | null;
      /** Format: date-time */
      expires_at: string;
      used_at: string | null;
      /** Format: date-time */
      created_at: string;
      token: string;
    };
    InvitationOut: {
      /** Format: uuid */
      id: string;
      email: string | null;
      role: components["schemas"]["Role"];
      workspace_id: string | null;
      workspace_role: components["schemas"]["WorkspaceRole"] | null;
      invited_by: string | null;
      /** Format: date-time */
      expires_at: string;
      used_at: string | null;
      /** Format: date-time */
      created_at: string;
    };
    IssueRead: {
      code: string;
      /** @enum {string} */
      severity: "error" | "warning" | "hint";
      path: string;
      target?: string | string[] | null;
      step: string | null;
      message: string;
      message_ru: string;
      fix?: components["schemas"]["FixRead"] | null;
    };
    Issues: {
      issues: components["schemas"]["IssueRead"][];
    };
    KeptTest: {
      index: number;
      name: string;
      test: unknown;
      revision: number;
    };
    KeptTests: {
      revision: number;
      items: components["schemas"]["KeptTest"][];
    };
    /** @enum {string} */
    "Kind-Input": "web" | "webhook";
    Line: string;
    Liveness: {
      /**
       * @default ok
       * @constant
       */
      status: "ok";
    };
    /** Format: date-time */
    LocalMoment: string;
    Locale: string;
    LocationProps: {
      /** @default  */
      label: string;
    };
    LocationWidget: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: "location";
      /**
       * @default {
       *       "label": ""
       *     }
       */
      props: components["schemas"]["LocationProps"];
    };
    LoginIn: {
      email: components["schemas"]["Email"];
      password: components["schemas"]["Password"];
    };
    LogoutIn: {
      refresh_token?: components["schemas"]["OpaqueToken"] | null;
    };
    Look: {
      /**
       * @default auto
       * @enum {string}
       */
      theme: "auto" | "light" | "dark";
      accent?: components["schemas"]["Accent"] | null;
      /**
       * @default right
       * @enum {string}
       */
      position: "right" | "left";
      /**
       * @default auto
       * @enum {string}
       */
      language: "auto" | "en" | "ru";
      start_message?: components["schemas"]["Greeting"] | null;
      /** @default false */
      identity_required: boolean;
    };
    MailOut: {
      /** Format: uuid */
      id: string;
      kind: string;
      email: string;
      link?: string | null;
      attempts: number;
      fault: string | null;
      due_at: string | null;
      /** Format: date-time */
      expires_at: string;
      /** Format: date-time */
      created_at: string;
    };
    /** @enum {string} */
    MailState: "ready" | "unproven" | "none";
    Matching: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      kind: "rules";
      rules: {
        [key: string]: unknown;
      };
    };
    MeIn: {
      name?: components["schemas"]["Line"] | null;
      locale?: components["schemas"]["Locale"] | null;
      timezone?: components["schemas"]["Timezone"] | null;
    };
    MemberIn: {
      /** Format: uuid */
      user_id: string;
      role: components["schemas"]["WorkspaceRole"];
    };
    MemberOut: {
      /** Format: uuid */
      user_id: string;
      email: string;
      name: string | null;
      role: components["schemas"]["WorkspaceRole"];
      /** Format: date-time */
      created_at: string;
    };
    MemberRoleIn: {
      role: components["schemas"]["WorkspaceRole"];
    };
    Message: {
      /** @default  */
      text: string;
      /** @default [] */
      buttons: components["schemas"]["Button"][];
      /** @default [] */
      attachments: components["schemas"]["MessageAttachment"][];
      widget?: components["schemas"]["AnyWidget"] | null;
      /** @default {} */
      params: {
        [key: string]: unknown;
      };
    };
    MessageChange: {
      text?: string | null;
      buttons?: components["schemas"]["Button"][] | null;
      attachments?: components["schemas"]["MessageAttachment"][] | null;
      widget?: components["schemas"]["Widget"] | null;
      params?: {
        [key: string]: unknown;
      } | null;
    };
    MessageCreate: {
      /** Format: uuid */
      step_id: string;
      text?: string | null;
      buttons?: components["schemas"]["Button"][] | null;
      attachments?: components["schemas"]["MessageAttachment"][] | null;
      widget?: components["schemas"]["Widget"] | null;
      params?: {
        [key: string]: unknown;
      } | null;
    };
    MessageShown: {
      /** @default  */
      text: string;
      /** @default [] */
      buttons: components["schemas"]["Button"][];
      /** @default [] */
      attachments: components["schemas"]["Attachment-Output"][];
      widget?: components["schemas"]["Widget"] | null;
      /** @default {} */
      params: {
        [key: string]: unknown;
      };
    };
    /** @enum {string} */
    Method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
    Minutes: number;
    /** @enum {string} */
    Misfire: "skip" | "once" | "all";
    /** Format: date-time */
    Moment: string;
    MoreThan: number;
    Named: string | null;
    /** Format: password */
    NewPassword: string;
    NoRules: Record<string, never>;
    Note: string;
    NoteChange: {
      text?: string | null;
      position?: components["schemas"]["Position"] | null;
      color?: string | null;
    };
    NoteCreate: {
      key?: components["schemas"]["PartsKey"] | null;
      after_key?: string | null;
      /** Format: uuid */
      bot_id: string;
      text?: string | null;
      position?: components["schemas"]["Position"] | null;
      color?: string | null;
    };
    NoteRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      key: string;
      revision: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      text?: string | null;
      position?: components["schemas"]["Position"] | null;
      color?: string | null;
    } & {
      [key: string]: unknown;
    };
    Number: number | string;
    /** @enum {string} */
    Op: "set" | "add" | "append" | "remove" | "clear";
    OpaqueToken: string;
    OperationId: string;
    OperationIn: {
      /** @enum {string} */
      op: "add" | "set" | "remove" | "move" | "order";
      path: components["schemas"]["PathIn"];
      value?: unknown;
      after?: components["schemas"]["ChangesName"] | null;
      to?: components["schemas"]["PathIn"] | null;
      operation_id?: components["schemas"]["OperationName"] | null;
    };
    OperationName: string;
    Option: {
      text: string;
      value?: string | null;
    };
    Origin: string;
    AttachmentReadPage: {
      items: components["schemas"]["AttachmentRead"][];
      next_cursor: string | null;
    };
    AuditLinePage: {
      items: components["schemas"]["AuditLine"][];
      next_cursor: string | null;
    };
    BotReadPage: {
      items: components["schemas"]["BotRead"][];
      next_cursor: string | null;
    };
    CalendarEntryPage: {
      items: components["schemas"]["CalendarEntry"][];
      next_cursor: string | null;
    };
    ChannelReadPage: {
      items: components["schemas"]["ChannelRead"][];
      next_cursor: string | null;
    };
    ConnectionGroupReadPage: {
      items: components["schemas"]["ConnectionGroupRead"][];
      next_cursor: string | null;
    };
    ConnectionReadPage: {
      items: components["schemas"]["ConnectionRead"][];
      next_cursor: string | null;
    };
    CredentialReadPage: {
      items: components["schemas"]["CredentialRead"][];
      next_cursor: string | null;
    };
    CronReadPage: {
      items: components["schemas"]["CronRead"][];
      next_cursor: string | null;
    };
    DeadLetterReadPage: {
      items: components["schemas"]["DeadLetterRead"][];
      next_cursor: string | null;
    };
    EmitterReadPage: {
      items: components["schemas"]["EmitterRead"][];
      next_cursor: string | null;
    };
    InvitationOutPage: {
      items: components["schemas"]["InvitationOut"][];
      next_cursor: string | null;
    };
    MailOutPage: {
      items: components["schemas"]["MailOut"][];
      next_cursor: string | null;
    };
    MemberOutPage: {
      items: components["schemas"]["MemberOut"][];
      next_cursor: string | null;
    };
    NoteReadPage: {
      items: components["schemas"]["NoteRead"][];
      next_cursor: string | null;
    };
    PersonAccessPage: {
      items: components["schemas"]["PersonAccess"][];
      next_cursor: string | null;
    };
    PersonReadPage: {
      items: components["schemas"]["PersonRead"][];
      next_cursor: string | null;
    };
    ProposalReadPage: {
      items: components["schemas"]["ProposalRead"][];
      next_cursor: string | null;
    };
    RequestReadPage: {
      items: components["schemas"]["RequestRead"][];
      next_cursor: string | null;
    };
    RunReadPage: {
      items: components["schemas"]["RunRead"][];
      next_cursor: string | null;
    };
    SessionReadPage: {
      items: components["schemas"]["SessionRead"][];
      next_cursor: string | null;
    };
    SignInOutPage: {
      items: components["schemas"]["SignInOut"][];
      next_cursor: string | null;
    };
    StepReadPage: {
      items: components["schemas"]["StepRead"][];
      next_cursor: string | null;
    };
    SubscriberReadPage: {
      items: components["schemas"]["SubscriberRead"][];
      next_cursor: string | null;
    };
    TemplateInstanceReadPage: {
      items: components["schemas"]["TemplateInstanceRead"][];
      next_cursor: string | null;
    };
    TemplateReadPage: {
      items: components["schemas"]["TemplateRead"][];
      next_cursor: string | null;
    };
    TokenOutPage: {
      items: components["schemas"]["TokenOut"][];
      next_cursor: string | null;
    };
    TraceReadPage: {
      items: components["schemas"]["TraceRead"][];
      next_cursor: string | null;
    };
    UserOutPage: {
      items: components["schemas"]["UserOut"][];
      next_cursor: string | null;
    };
    WidgetReadPage: {
      items: components["schemas"]["WidgetRead"][];
      next_cursor: string | null;
    };
    WorkspaceOutPage: {
      items: components["schemas"]["WorkspaceOut"][];
      next_cursor: string | null;
    };
    PartChangeRead: {
      kind: components["schemas"]["DifferenceKind"];
      id: string;
      name: string;
      how: components["schemas"]["How"];
      moved: boolean;
      after: string | null;
      fields: components["schemas"]["FieldChangeRead"][];
    };
    PartConflict: {
      code: string;
      path?: string | string[] | null;
      yours?: {
        [key: string]: unknown;
      } | null;
      theirs?: unknown;
      revision?: number | null;
      author_id?: string | null;
      /** @default false */
      is_cut: boolean;
    };
    PartKind: components["schemas"]["DifferenceKind"] | ("variables" | "tests");
    PartName: string;
    PartNames: components["schemas"]["PartName"][];
    PartsOfPreset: {
      preset_id: string;
      config?: {
        [key: string]: unknown;
      };
      key: components["schemas"]["PresetsKey"];
      name?: components["schemas"]["Line"] | null;
      position?: components["schemas"]["Position"] | null;
      /** @default en */
      language: string;
    };
    /** Format: password */
    Password: string;
    PasswordIn: {
      current_password: components["schemas"]["Password"];
      password: components["schemas"]["NewPassword"];
    };
    PathIn: string | components["schemas"]["Segment"][];
    PersonAccess: {
      /** Format: uuid */
      user_id: string;
      name: string | null;
      email: string | null;
      /** @enum {string} */
      access: "OWNER" | "EDITOR" | "VIEWER";
      workspace_role: ("owner" | "EDITOR" | "VIEWER") | null;
      share: components["schemas"]["ShareRole"] | null;
      is_effective: boolean;
    };
    /** @enum {string} */
    PersonKind: "user" | "anonymous";
    PersonOut: {
      /** Format: uuid */
      id: string;
      /** @default user */
      kind: components["schemas"]["PersonKind"];
      email?: string | null;
      email_verified_at?: string | null;
      name: string | null;
      /** @default USER */
      role: components["schemas"]["Role"];
      locale: string | null;
      timezone: string | null;
      /** Format: date-time */
      created_at: string;
    };
    PersonRead: {
      /** Format: uuid */
      id: string;
      /** @enum {string} */
      kind: "user" | "anonymous";
      name: string | null;
      username: string | null;
      email: string | null;
      sessions: number;
      last_seen: string | null;
    };
    Position: {
      x: components["schemas"]["Coordinate"];
      y: components["schemas"]["Coordinate"];
    };
    Preset: {
      id: string;
      /** @default {} */
      config: components["schemas"]["Free"];
    };
    PresetChange: {
      /** Format: uuid */
      step_id: string;
      config: {
        [key: string]: unknown;
      };
      base_revision?: components["schemas"]["Revision"] | null;
      operation_id?: components["schemas"]["OperationId"] | null;
    };
    PresetParts: {
      steps: {
        [key: string]: unknown;
      }[];
      requests: {
        [key: string]: unknown;
      }[];
    };
    PresetRead: {
      id: string;
      /** @enum {string} */
      family: "talk" | "ask" | "logic" | "work";
      title: string;
      title_ru: string;
      description: string;
      description_ru: string;
      icon: string;
      config: {
        [key: string]: unknown;
      };
      example: {
        [key: string]: unknown;
      };
    };
    PresetStepRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      key: string;
      revision: number;
      steps: string[];
      requests: string[];
      exits: components["schemas"]["ExitRead"][];
      issues: components["schemas"]["IssueRead"][];
    };
    Preview: {
      times: components["schemas"]["TimeRead"][];
    };
    PreviewIn: {
      year?: components["schemas"]["Expression"] | null;
      month?: components["schemas"]["Expression"] | null;
      day?: components["schemas"]["Expression"] | null;
      day_of_week?: components["schemas"]["Expression"] | null;
      hour?: components["schemas"]["Expression"] | null;
      minute?: components["schemas"]["Expression"] | null;
      second?: components["schemas"]["Expression"] | null;
      start_at?: components["schemas"]["Moment"] | null;
      end_at?: components["schemas"]["Moment"] | null;
      /** @default UTC */
      timezone: components["schemas"]["Timezone"];
      /** @default 0 */
      jitter: number;
      /** @default once */
      misfire: components["schemas"]["Misfire"];
      /** @default 5 */
      count: number;
      after?: components["schemas"]["Moment"] | null;
    };
    Priority: number;
    ProblemKind: {
      code: string;
      problems: number;
    };
    ProblemRead: {
      code: string;
      step: string | null;
      group: string | null;
      detail: {
        [key: string]: unknown;
      };
      /** Format: date-time */
      at: string;
    };
    ProposalDifference: {
      revision: number;
      base_revision: number;
      draft_revision: number;
      counts: components["schemas"]["ExchangeCounts"];
      parts: components["schemas"]["ProposedPartRead"][];
      conflicts_known: boolean;
      conflicts_left_out: boolean;
    };
    ProposalDocument: {
      revision: number;
      base_revision: number;
      document: {
        [key: string]: unknown;
      };
    };
    ProposalIn: {
      title: components["schemas"]["Line"];
      note?: components["schemas"]["Note"] | null;
      operations?: components["schemas"]["OperationIn"][];
      operation_id?: components["schemas"]["OperationName"] | null;
    };
    ProposalMade: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      title: string;
      note: string | null;
      state: components["schemas"]["ProposalState"];
      revision: number;
      base_revision: number;
      draft_revision: number;
      counts: components["schemas"]["ExchangeCounts"];
      author_id: string | null;
      author_name: string | null;
      token_id: string | null;
      token_name: string | null;
      accepted_revision: number | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      decided_at: string | null;
      decided_by: string | null;
      decided_by_name: string | null;
      applied: components["schemas"]["AppliedRead"][];
      issues: components["schemas"]["IssueRead"][];
      is_new: boolean;
    };
    ProposalRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      title: string;
      note: string | null;
      state: components["schemas"]["ProposalState"];
      revision: number;
      base_revision: number;
      draft_revision: number;
      counts: components["schemas"]["ExchangeCounts"];
      author_id: string | null;
      author_name: string | null;
      token_id: string | null;
      token_name: string | null;
      accepted_revision: number | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      decided_at: string | null;
      decided_by: string | null;
      decided_by_name: string | null;
    };
    /** @enum {string} */
    ProposalState: "open" | "accepted" | "rejected" | "withdrawn";
    ProposedPartRead: {
      part: string;
      kind: components["schemas"]["PartKind"];
      id: string;
      name: string;
      how: components["schemas"]["How"];
      moved: boolean;
      after: string | null;
      fields: components["schemas"]["FieldChangeRead"][];
      whole: {
        [key: string]: unknown;
      } | null;
      needs: string[];
      needed_by: string[];
      conflicts: components["schemas"]["PartConflict"][];
    };
    Provider: string;
    ProviderRead: {
      id: string;
      title: string;
      strategies: string[];
      hosts: string[];
    };
    Publish: {
      note?: string | null;
      /**
       * @default finish
       * @enum {string}
       */
      sessions: "finish" | "move" | "restart";
    };
    QuietHours: {
      start: components["schemas"]["WallTime"];
      end: components["schemas"]["WallTime"];
    };
    RatingProps: {
      /** @default  */
      label: string;
      /** @default 5 */
      max: number | components["schemas"]["Slot"];
    };
    RatingWidget: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: "rating";
      /**
       * @default {
       *       "label": "",
       *       "max": 5
       *     }
       */
      props: components["schemas"]["RatingProps"];
    };
    Readiness: {
      /** @enum {string} */
      status: "ok" | "unavailable";
      dependencies: {
        [key: string]: "ok" | "unavailable";
      };
    };
    Receipt: {
      /** Format: uuid */
      id: string;
      seq: number;
      /** @constant */
      status: "accepted";
    };
    Recorded: {
      turn: number;
      /** @enum {string} */
      kind: "http" | "integrations";
      mock: {
        [key: string]: unknown;
      };
    };
    RefreshIn: {
      refresh_token: components["schemas"]["OpaqueToken"];
    };
    RegisterIn: {
      email: components["schemas"]["Email"];
      password: components["schemas"]["NewPassword"];
      name?: components["schemas"]["Line"] | null;
      locale?: components["schemas"]["Locale"] | null;
      timezone?: components["schemas"]["Timezone"] | null;
      invitation?: components["schemas"]["OpaqueToken"] | null;
    };
    RejectProposal: {
      parts?: components["schemas"]["PartNames"] | null;
      revision?: components["schemas"]["Revision"] | null;
      /** @default false */
      with_needing: boolean;
    };
    Replay: {
      /** Format: uuid */
      session_id: string;
      version: number | null;
      complete: boolean;
      same: boolean;
      first_difference: number | null;
      turns: components["schemas"]["ReplayTurn"][];
    };
    ReplayIn: {
      /** @default draft */
      version: "draft" | number;
      /** @default [] */
      http: components["schemas"]["HttpMock"][];
      /** @default [] */
      integrations: components["schemas"]["IntegrationMock"][];
    };
    ReplayTurn: {
      number: number;
      event: components["schemas"]["EventRead"];
      recorded: components["schemas"]["Side"] | null;
      replayed: components["schemas"]["Side"];
      differs: components["schemas"]["Aspect"][];
      work: components["schemas"]["WorkRead"][];
    };
    Replayed: {
      session_id?: string | null;
      thread_id?: string | null;
    };
    RequestChange: {
      name?: string | null;
      method?: components["schemas"]["Method"] | null;
      url?: string | null;
      headers?: components["schemas"]["Free"] | null;
      query?: components["schemas"]["Free"] | null;
      body?: unknown | null;
      form?: components["schemas"]["Free"] | null;
      multipart?: components["schemas"]["Free"] | null;
      file?: unknown | null;
      timeout?: components["schemas"]["Timeout"] | null;
      retry?: components["schemas"]["Retry"] | null;
      credential?: string | null;
      proxy?: string | null;
    };
    RequestCreate: {
      key?: components["schemas"]["PartsKey"] | null;
      after_key?: string | null;
      /** Format: uuid */
      bot_id: string;
      name?: string | null;
      method?: components["schemas"]["Method"] | null;
      url?: string | null;
      headers?: components["schemas"]["Free"] | null;
      query?: components["schemas"]["Free"] | null;
      body?: unknown | null;
      form?: components["schemas"]["Free"] | null;
      multipart?: components["schemas"]["Free"] | null;
      file?: unknown | null;
      timeout?: components["schemas"]["Timeout"] | null;
      retry?: components["schemas"]["Retry"] | null;
      credential?: string | null;
      proxy?: string | null;
    };
    RequestRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      key: string;
      revision: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      name?: string | null;
      method?: components["schemas"]["Method"] | null;
      url?: string | null;
      headers?: components["schemas"]["Free"] | null;
      query?: components["schemas"]["Free"] | null;
      body?: unknown | null;
      form?: components["schemas"]["Free"] | null;
      multipart?: components["schemas"]["Free"] | null;
      file?: unknown | null;
      timeout?: components["schemas"]["Timeout"] | null;
      retry?: components["schemas"]["Retry"] | null;
      credential?: string | null;
      proxy?: string | null;
    } & {
      [key: string]: unknown;
    };
    ResetIn: {
      token: components["schemas"]["OpaqueToken"];
      password: components["schemas"]["NewPassword"];
    };
    Retry: {
      /** @default 0 */
      times: number;
      /** @default 0 */
      backoff: components["schemas"]["Backoff"];
    };
    Revision: number;
    /** @enum {string} */
    Role: "ADMIN" | "DEVELOPER" | "USER";
    RoleIn: {
      role: components["schemas"]["ShareRole"];
    };
    Rule: {
      field: string;
      operator: string;
      value?: unknown;
      type?: components["schemas"]["RuleType"] | null;
      /** @default false */
      ignore_case: boolean;
    } & {
      [key: string]: unknown;
    };
    "RuleGroup-Input": {
      condition: string;
      rules: (components["schemas"]["RuleGroup-Input"] | components["schemas"]["Rule"])[];
      /** @default false */
      not: boolean;
    } & {
      [key: string]: unknown;
    };
    "RuleGroup-Output": {
      condition: string;
      rules: (components["schemas"]["RuleGroup-Output"] | components["schemas"]["Rule"])[];
      /** @default false */
      not: boolean;
    } & {
      [key: string]: unknown;
    };
    /** @enum {string} */
    RuleType: "string" | "integer" | "double" | "boolean" | "date" | "time" | "datetime";
    "Rules-Input": components["schemas"]["RuleGroup-Input"] | components["schemas"]["Rule"] | components["schemas"]["NoRules"] | null;
    "Rules-Output": components["schemas"]["RuleGroup-Output"] | components["schemas"]["Rule"] | components["schemas"]["NoRules"] | null;
    RulesTried: {
      holds: boolean;
      problems: string[];
      parts: components["schemas"]["TriedPart"][];
    };
    RunProblem: {
      code: string;
      count: number;
      person_id: string | null;
      message: string;
      message_ru: string | null;
    };
    RunRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      emitter_id: string;
      /** @enum {string} */
      kind: "send" | "plan" | "own";
      /** @enum {string} */
      cause: "schedule" | "person";
      /** @enum {string} */
      state: "open" | "done" | "skipped" | "stopped";
      reason: string | null;
      /** Format: date-time */
      occurrence: string;
      sent: number;
      postponed: number;
      passed: number;
      failed: number;
      problems: components["schemas"]["RunProblem"][];
      /** Format: date-time */
      created_at: string;
      finished_at: string | null;
    };
    ScheduleIn: {
      at?: components["schemas"]["Moment"] | null;
      after?: number | null;
      at_local?: components["schemas"]["LocalMoment"] | null;
      date?: components["schemas"]["ByDateIn"] | null;
      every?: number | null;
      start_at?: components["schemas"]["Moment"] | null;
      end_at?: components["schemas"]["Moment"] | null;
      crons?: components["schemas"]["CronFields"][] | null;
      /** @default false */
      own_zone: boolean;
      quiet?: components["schemas"]["QuietHours"] | null;
      /** @default once */
      misfire: components["schemas"]["Misfire"];
    };
    ScheduleRead: {
      at?: string | null;
      after?: number | null;
      at_local?: string | null;
      date?: components["schemas"]["ByDateIn"] | null;
      every?: number | null;
      start_at?: string | null;
      end_at?: string | null;
      crons?: components["schemas"]["CronRead"][] | null;
      /** @default false */
      own_zone: boolean;
      quiet?: components["schemas"]["QuietHours"] | null;
      /** @default once */
      misfire: components["schemas"]["Misfire"];
    };
    /** @enum {string} */
    Scope: "bots:read" | "bots:propose" | "bots:edit" | "bots:run" | "bots:publish" | "conversations:read";
    Seconds: number;
    SecretFields: {
      [key: string]: string;
    };
    SecretIn: {
      /** @default 24 */
      overlap_hours: number;
    };
    SecretMade: {
      secret: string;
      old_secret_until: string | null;
    };
    Segment: string | number;
    Sender: {
      /** @enum {string} */
      kind: "user" | "anonymous" | "bot";
      /** Format: uuid */
      id: string;
      name: string | null;
    };
    ServiceRead: {
      id: string;
      title: string;
      title_ru: string;
      description: string;
      description_ru: string;
      icon: string;
    };
    SessionRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      version: number;
      place: string | null;
      finished: boolean;
      awaiting: boolean;
      person: components["schemas"]["Somebody"];
      channel: components["schemas"]["ChannelOf"];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    SessionWhole: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      version: number;
      place: string | null;
      finished: boolean;
      awaiting: boolean;
      person: components["schemas"]["Somebody"];
      channel: components["schemas"]["ChannelOf"];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      variables: {
        [key: string]: {
          [key: string]: unknown;
        };
      };
      timers: components["schemas"]["TimerRead"][];
      awaited: components["schemas"]["AwaitedRead"][];
      problems: components["schemas"]["ProblemRead"][];
    };
    Setting: {
      variable: string;
      /** @default set */
      op: components["schemas"]["Op"];
      value?: unknown;
    };
    Settings: {
      [key: string]: unknown;
    };
    /** @enum {string} */
    Shape: "image" | "audio" | "video" | "file";
    ShareIn: {
      role: components["schemas"]["ShareRole"];
      user_id?: string | null;
      email?: components["schemas"]["Email"] | null;
    };
    /** @enum {string} */
    ShareRole: "EDITOR" | "VIEWER";
    Side: {
      messages: {
        [key: string]: unknown;
      }[];
      place: string | null;
      finished: boolean;
      problems: string[];
      variables: {
        [key: string]: unknown;
      };
    };
    SignInOut: {
      /** Format: uuid */
      id: string;
      agent: string | null;
      /** Format: date-time */
      created_at: string;
      seen_at: string | null;
      is_this: boolean;
    };
    /** Format: password */
    SigningSecret: string;
    Simulated: {
      name: string;
      passed: boolean;
      turns: {
        [key: string]: unknown;
      }[];
      differences: string[];
      recorded?: components["schemas"]["Recorded"][];
    };
    Slot: string;
    Somebody: {
      /** Format: uuid */
      id: string;
      kind: components["schemas"]["SessionsKind"];
      name: string | null;
    };
    /** @enum {string} */
    Sort: "document" | "created_at" | "-created_at" | "updated_at" | "-updated_at" | "key" | "-key" | "name" | "-name";
    Speech: {
      text?: components["schemas"]["Text"] | null;
      button?: components["schemas"]["Text"] | null;
      params?: {
        [key: string]: unknown;
      };
      attachments?: components["schemas"]["SpeechAttachment"][];
      bot_id?: string | null;
      external_id?: components["schemas"]["ExternalId"] | null;
    };
    StartReceipt: {
      /** @enum {string} */
      status: "started" | "existing";
    };
    /** @enum {string} */
    State: "running" | "finished" | "awaiting";
    StepChange: {
      name?: string | null;
      position?: components["schemas"]["Position"] | null;
      note?: string | null;
      proxy?: boolean | null;
      message?: components["schemas"]["Message"] | null;
      template?: components["schemas"]["TemplateInstance"] | null;
      preset?: components["schemas"]["Preset"] | null;
      groups?: components["schemas"]["Group-Input"][] | null;
    };
    StepCounts: {
      step: string | null;
      entered: number;
      no_match: number;
      dropped: number;
      left: components["schemas"]["ConnectionCount"][];
    };
    StepCreate: {
      key?: components["schemas"]["PartsKey"] | null;
      after_key?: string | null;
      /** Format: uuid */
      bot_id: string;
      name?: string | null;
      position?: components["schemas"]["Position"] | null;
      note?: string | null;
      proxy?: boolean | null;
      message?: components["schemas"]["Message"] | null;
      template?: components["schemas"]["TemplateInstance"] | null;
      preset?: components["schemas"]["Preset"] | null;
      groups?: components["schemas"]["Group-Input"][] | null;
    };
    StepFromPreset: {
      preset_id: string;
      /** Format: uuid */
      bot_id: string;
      config?: {
        [key: string]: unknown;
      };
      name?: components["schemas"]["Line"] | null;
      position?: components["schemas"]["Position"] | null;
      key?: components["schemas"]["PresetsKey"] | null;
      connect?: components["schemas"]["PathIn"][];
      base_revision?: components["schemas"]["Revision"] | null;
      operation_id?: components["schemas"]["OperationId"] | null;
    };
    StepRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      key: string;
      revision: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      name?: string | null;
      position?: components["schemas"]["Position"] | null;
      note?: string | null;
      proxy?: boolean | null;
      message?: components["schemas"]["MessageShown"] | null;
      template?: components["schemas"]["TemplateInstance"] | null;
      preset?: components["schemas"]["Preset"] | null;
      groups?: components["schemas"]["Group-Output"][] | null;
    } & {
      [key: string]: unknown;
    };
    /** @enum {string} */
    StrategyName: "api_key" | "basic" | "oauth2" | "service_account" | "other";
    StrategyRead: {
      id: string;
      title: string;
      settings: {
        [key: string]: unknown;
      };
      secret: {
        [key: string]: unknown;
      };
    };
    SubscriberCreate: {
      kind: components["schemas"]["SubscriberKind"];
      /** Format: uuid */
      member_id: string;
    };
    /** @enum {string} */
    SubscriberKind: "user" | "anonymous" | "bot";
    SubscriberRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      channel_id: string;
      kind: components["schemas"]["SubscriberKind"];
      /** Format: uuid */
      member_id: string;
      name: string | null;
      current_bot_id: string | null;
      is_added: boolean;
      /** Format: date-time */
      created_at: string;
    };
    TemplateId: string;
    TemplateImported: {
      /** Format: uuid */
      id: string;
      workspace_id: string | null;
      key: string;
      version: number;
      name: string;
      description: string;
      /** @enum {string} */
      source: "workspace" | "gallery";
      inputs: {
        [key: string]: unknown;
      };
      outputs: {
        [key: string]: unknown;
      };
      created_at: string | null;
      document: {
        [key: string]: unknown;
      };
      is_new: boolean;
      issues: components["schemas"]["IssueRead"][];
    };
    TemplateInstance: {
      id: string;
      version: number;
      /** @default {} */
      inputs: {
        [key: string]: unknown;
      };
      /** @default {} */
      outputs: {
        [key: string]: string;
      };
    };
    TemplateInstanceChange: {
      version?: number | null;
      inputs?: {
        [key: string]: unknown;
      } | null;
      outputs?: {
        [key: string]: string;
      } | null;
    };
    TemplateInstanceCreate: {
      key?: components["schemas"]["PartsKey"] | null;
      after_key?: string | null;
      /** Format: uuid */
      bot_id: string;
      step_id?: string | null;
      name?: string | null;
      position?: components["schemas"]["Position"] | null;
      template: components["schemas"]["TemplateId"];
      version?: number | null;
      inputs?: {
        [key: string]: unknown;
      } | null;
      outputs?: {
        [key: string]: string;
      } | null;
    };
    TemplateInstanceRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      key: string;
      revision: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      step_id: string | null;
      newest_version: number | null;
      newer_fits: boolean;
      version?: number | null;
      inputs?: {
        [key: string]: unknown;
      } | null;
      outputs?: {
        [key: string]: string;
      } | null;
    } & {
      [key: string]: unknown;
    };
    TemplateMade: {
      /** Format: uuid */
      id: string;
      workspace_id: string | null;
      key: string;
      version: number;
      name: string;
      description: string;
      /** @enum {string} */
      source: "workspace" | "gallery";
      inputs: {
        [key: string]: unknown;
      };
      outputs: {
        [key: string]: unknown;
      };
      created_at: string | null;
      document: {
        [key: string]: unknown;
      };
      is_new: boolean;
      issues: components["schemas"]["IssueRead"][];
      revision: number;
      step: string | null;
    };
    TemplateRead: {
      /** Format: uuid */
      id: string;
      workspace_id: string | null;
      key: string;
      version: number;
      name: string;
      description: string;
      /** @enum {string} */
      source: "workspace" | "gallery";
      inputs: {
        [key: string]: unknown;
      };
      outputs: {
        [key: string]: unknown;
      };
      created_at: string | null;
    };
    TemplateVersions: {
      items: components["schemas"]["TemplateRead"][];
    };
    TemplateWhole: {
      /** Format: uuid */
      id: string;
      workspace_id: string | null;
      key: string;
      version: number;
      name: string;
      description: string;
      /** @enum {string} */
      source: "workspace" | "gallery";
      inputs: {
        [key: string]: unknown;
      };
      outputs: {
        [key: string]: unknown;
      };
      created_at: string | null;
      document: {
        [key: string]: unknown;
      };
    };
    TestFault: {
      code: string;
      message: string;
      details: {
        [key: string]: unknown;
      };
    };
    TestResult: {
      index: number;
      name: string;
      passed: boolean;
      differences: string[];
      turns: {
        [key: string]: unknown;
      }[] | null;
      error: components["schemas"]["TestFault"] | null;
    };
    TestRun: {
      revision: number;
      version: number | null;
      proposal?: string | null;
      passed: boolean;
      results: components["schemas"]["TestResult"][];
    };
    TestRunIn: {
      tests?: components["schemas"]["Index"][] | null;
      /** @default draft */
      version: "draft" | number;
      proposal?: string | null;
    };
    Text: string;
    TimeRead: {
      /** Format: date-time */
      at: string;
      local: string;
    };
    Timeout: number;
    TimerRead: {
      group: string | null;
      /** Format: date-time */
      due_at: string;
    };
    Timezone: string;
    TokenIn: {
      name: components["schemas"]["Line"];
      scopes: components["schemas"]["Scope"][];
      /** @default 90 */
      expires_in_days: number | null;
    };
    TokenMade: {
      /** Format: uuid */
      id: string;
      name: string;
      scopes: components["schemas"]["Scope"][];
      prefix: string;
      /** Format: date-time */
      created_at: string;
      expires_at: string | null;
      last_used_at: string | null;
      token: string;
    };
    TokenOut: {
      /** Format: uuid */
      id: string;
      name: string;
      scopes: components["schemas"]["Scope"][];
      prefix: string;
      /** Format: date-time */
      created_at: string;
      expires_at: string | null;
      last_used_at: string | null;
    };
    TokensOut: {
      access_token: string;
      refresh_token: string;
      /** @constant */
      token_type: "bearer";
      expires_in: number;
      user: components["schemas"]["PersonOut"];
    };
    TraceRead: {
      id: number;
      /** Format: date-time */
      at: string;
      version: number | null;
      place: string | null;
      finished: boolean | null;
      no_match: boolean;
      dropped: number;
      asked: components["schemas"]["Asked"] | null;
      entries: {
        [key: string]: unknown;
      }[];
    };
    Trial: {
      url?: string | null;
    };
    TrialRead: {
      ok: boolean;
      status: number;
      error: string | null;
      detail: {
        [key: string]: unknown;
      } | null;
      message: string | null;
      message_ru: string | null;
      elapsed_ms: number;
    };
    TriedPart: {
      at: (string | number)[];
      holds: boolean;
      problems: string[];
      expected: unknown;
      actual: unknown;
    };
    TryRules: {
      rules?: {
        [key: string]: unknown;
      } | null;
      variables?: {
        [key: string]: unknown;
      };
    };
    UsageRead: {
      /** Format: uuid */
      bot_id: string;
      bot_name: string;
      version: number | null;
      paths: string[];
    };
    UserIn: {
      role?: components["schemas"]["Role"] | null;
      is_active?: boolean | null;
    };
    UserOut: {
      /** Format: uuid */
      id: string;
      /** @default user */
      kind: components["schemas"]["PersonKind"];
      email?: string | null;
      email_verified_at?: string | null;
      name: string | null;
      /** @default USER */
      role: components["schemas"]["Role"];
      locale: string | null;
      timezone: string | null;
      /** Format: date-time */
      created_at: string;
      is_active: boolean;
    };
    VerifyIn: {
      token: components["schemas"]["OpaqueToken"];
    };
    VersionRead: {
      /** Format: uuid */
      bot_id: string;
      number: number;
      note: string | null;
      /** @enum {string} */
      sessions: "finish" | "move" | "restart";
      author_id: string | null;
      /** Format: date-time */
      created_at: string;
    };
    VersionWhole: {
      /** Format: uuid */
      bot_id: string;
      number: number;
      note: string | null;
      /** @enum {string} */
      sessions: "finish" | "move" | "restart";
      author_id: string | null;
      /** Format: date-time */
      created_at: string;
      document: {
        [key: string]: unknown;
      };
    };
    Versions: {
      items: components["schemas"]["VersionRead"][];
    };
    VersionsDifference: {
      counts: components["schemas"]["ExchangeCounts"];
      changes: components["schemas"]["PartChangeRead"][];
      from: string;
      to: string;
    };
    WallTime: string;
    WebAddress: string;
    Widget: {
      type: string;
      /** @default {} */
      props: components["schemas"]["Free"];
    };
    WidgetChange: {
      type?: string | null;
      props?: components["schemas"]["Free"] | null;
    };
    WidgetCreate: {
      /** Format: uuid */
      step_id: string;
      type?: string | null;
      props?: components["schemas"]["Free"] | null;
    };
    WidgetKind: {
      type: string;
      description: string;
      props: {
        [key: string]: unknown;
      };
    };
    WidgetKinds: {
      items: components["schemas"]["WidgetKind"][];
    };
    WidgetRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      key: string;
      revision: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      step_id: string | null;
      type?: string | null;
      props?: components["schemas"]["Free"] | null;
    } & {
      [key: string]: unknown;
    };
    WorkRead: {
      /** @enum {string} */
      kind: "http" | "code" | "integration";
      what: string;
      /** @enum {string} */
      answered: "recorded" | "mock" | "run" | "other_request" | "missing";
    };
    WorkspaceIn: {
      name: components["schemas"]["Line"];
    };
    WorkspaceOut: {
      /** Format: uuid */
      id: string;
      name: string;
      is_personal: boolean;
      role: components["schemas"]["WorkspaceRole"] | null;
      /** Format: date-time */
      created_at: string;
    };
    /** @enum {string} */
    WorkspaceRole: "owner" | "EDITOR" | "VIEWER";
    WrittenVariable: {
      /** Format: uuid */
      bot_id: string;
      variable: string;
    };
    AdministrationKey: string;
    ChangesName: string;
    ExchangeCounts: {
      added: number;
      removed: number;
      changed: number;
      moved: number;
    };
    PartsKey: string;
    PartsMessageRead: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      bot_id: string;
      key: string;
      revision: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      text?: string | null;
      buttons?: components["schemas"]["Button"][] | null;
      attachments?: components["schemas"]["Attachment-Output"][] | null;
      widget?: components["schemas"]["Widget"] | null;
      params?: {
        [key: string]: unknown;
      } | null;
    } & {
      [key: string]: unknown;
    };
    PresetsKey: string;
    TemplatesKey: string;
    TemplatesName: string;
    ChannelsMessageRead: {
      /** Format: uuid */
      id: string;
      seq: number;
      sender: components["schemas"]["Sender"];
      /** Format: date-time */
      created_at: string;
      text: string;
      button?: string | null;
      buttons: {
        [key: string]: string;
      }[];
      attachments: {
        [key: string]: unknown;
      }[];
      widget: {
        [key: string]: unknown;
      } | null;
      params: {
        [key: string]: unknown;
      };
      /** @default false */
      aside: boolean;
    };
    SpeechAttachment: {
      url: string;
      /**
       * @default file
       * @enum {string}
       */
      type: "image" | "audio" | "video" | "file";
      name?: string | null;
    };
    CountsCounts: {
      version: number | null;
      since: string | null;
      steps: components["schemas"]["StepCounts"][];
      all_drops: boolean;
    };
    /** @enum {string} */
    SessionsKind: "user" | "anonymous" | "bot";
    SessionsMessageRead: {
      /** Format: uuid */
      id: string;
      seq: number;
      sender: components["schemas"]["Somebody"];
      text: string | null;
      button: string | null;
      buttons: unknown[];
      attachments: unknown[];
      widget: unknown;
      params: {
        [key: string]: unknown;
      };
      aside: boolean;
      /** Format: date-time */
      created_at: string;
    };
    /** @enum {string} */
    DifferenceKind: "bot" | "step" | "group" | "request" | "note" | "template";
    MessageAttachment: {
      url?: string | null;
      file?: string | null;
      /**
       * @default file
       * @enum {string}
       */
      type: "image" | "audio" | "video" | "file";
      name?: string | null;
    };
    PartsMessageReadPage: {
      items: components["schemas"]["PartsMessageRead"][];
      next_cursor: string | null;
    };
    ChannelsMessageReadPage: {
      items: components["schemas"]["ChannelsMessageRead"][];
      next_cursor: string | null;
    };
    SessionsMessageReadPage: {
      items: components["schemas"]["SessionsMessageRead"][];
      next_cursor: string | null;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  register_api_v1_auth_register_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RegisterIn"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TokensOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  login_api_v1_auth_login_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["LoginIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TokensOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  token_api_v1_auth_token_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/x-www-form-urlencoded": components["schemas"]["TokenForm"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TokensOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  anonymous_api_v1_auth_anonymous_post: {
    parameters: {
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["AnonymousIn"] | null;
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TokensOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  refresh_api_v1_auth_refresh_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RefreshIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TokensOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  logout_api_v1_auth_logout_post: {
    parameters: {
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["LogoutIn"] | null;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  me_api_v1_auth_me_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PersonOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  patch_me_api_v1_auth_me_patch: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["MeIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PersonOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  forgot_api_v1_auth_password_forgot_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ForgotIn"];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": null;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  reset_api_v1_auth_password_reset_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ResetIn"];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  replace_password_api_v1_auth_password_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PasswordIn"];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  verify_api_v1_auth_verify_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["VerifyIn"];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  resend_link_api_v1_auth_verify_resend_post: {
    parameters: {
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": null;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_email_api_v1_auth_email_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["EmailIn"];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": null;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_sign_ins_api_v1_auth_sign_ins_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SignInOutPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  end_others_api_v1_auth_sign_ins_delete: {
    parameters: {
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  end_api_v1_auth_sign_ins__sign_in_id__delete: {
    parameters: {
      path: {
        sign_in_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_tokens_api_v1_tokens_get: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TokenOutPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  make_token_api_v1_tokens_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["TokenIn"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TokenMade"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  revoke_token_api_v1_tokens__token_id__delete: {
    parameters: {
      path: {
        token_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_users_api_v1_users_get: {
    parameters: {
      query?: {
        email?: components["schemas"]["Email"] | null;
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UserOutPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_user_api_v1_users__user_id__get: {
    parameters: {
      path: {
        user_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UserOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_user_api_v1_users__user_id__patch: {
    parameters: {
      path: {
        user_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["UserIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UserOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_invitations_api_v1_invitations_get: {
    parameters: {
      query?: {
        workspace_id?: string | null;
        pending?: boolean;
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InvitationOutPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  invite_api_v1_invitations_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["InvitationIn"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InvitationMade"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  resend_invitation_api_v1_invitations__invitation_id__resend_post: {
    parameters: {
      path: {
        invitation_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InvitationMade"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  withdraw_api_v1_invitations__invitation_id__delete: {
    parameters: {
      path: {
        invitation_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  accept_api_v1_invitations_accept_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AcceptIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InvitationOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_workspaces_api_v1_workspaces_get: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WorkspaceOutPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_workspace_api_v1_workspaces_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["WorkspaceIn"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WorkspaceOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_workspace_api_v1_workspaces__workspace_id__get: {
    parameters: {
      path: {
        workspace_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WorkspaceOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  remove_workspace_api_v1_workspaces__workspace_id__delete: {
    parameters: {
      path: {
        workspace_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  rename_workspace_api_v1_workspaces__workspace_id__patch: {
    parameters: {
      path: {
        workspace_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["WorkspaceIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WorkspaceOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_members_api_v1_workspaces__workspace_id__members_get: {
    parameters: {
      path: {
        workspace_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MemberOutPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  add_member_api_v1_workspaces__workspace_id__members_post: {
    parameters: {
      path: {
        workspace_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["MemberIn"];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  remove_member_api_v1_workspaces__workspace_id__members__user_id__delete: {
    parameters: {
      path: {
        workspace_id: string;
        user_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_member_api_v1_workspaces__workspace_id__members__user_id__patch: {
    parameters: {
      path: {
        workspace_id: string;
        user_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["MemberRoleIn"];
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_mail_api_v1_mail_get: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MailOutPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  drop_mail_api_v1_mail__letter_id__delete: {
    parameters: {
      path: {
        letter_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  import_bot_api_v1_bots_import_post: {
    parameters: {
      query?: {
        target_bot_id?: string | null;
        workspace_id?: string | null;
        preview?: boolean;
        dry_run?: boolean;
        base_revision?: components["schemas"]["Revision"] | null;
      };
      header?: {
        "if-match"?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
        "application/yaml": {
          [key: string]: unknown;
        };
        "application/zip": string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ImportPreview"];
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Imported"] | components["schemas"]["ImportPreview"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  export_bot_api_v1_bots__bot_id__export_get: {
    parameters: {
      query?: {
        format?: "yaml" | "json" | "bundle";
        version?: number | null;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/yaml": Record<string, never>;
          "application/json": Record<string, never>;
          "application/zip": string;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  compare_versions_api_v1_bots__bot_id__versions_diff_get: {
    parameters: {
      query: {
        from: string;
        to?: string;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["VersionsDifference"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_bots_api_v1_bots_get: {
    parameters: {
      query?: {
        search?: string | null;
        status?: components["schemas"]["BotStatus"][] | null;
        workspace_id?: string | null;
        sort?: components["schemas"]["BotSort"];
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BotReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_bot_api_v1_bots_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BotCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BotRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_bot_api_v1_bots__bot_id__get: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BotRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_bot_api_v1_bots__bot_id__delete: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_bot_api_v1_bots__bot_id__patch: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BotChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BotRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  inspect_bot_api_v1_bots__bot_id__inspect_get: {
    parameters: {
      query?: {
        proposal?: string | null;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Issues"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  publish_bot_api_v1_bots__bot_id__publish_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["Publish"] | null;
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["VersionRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_versions_api_v1_bots__bot_id__versions_get: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Versions"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_version_api_v1_bots__bot_id__versions__number__get: {
    parameters: {
      path: {
        bot_id: string;
        number: number;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["VersionWhole"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  restore_version_api_v1_bots__bot_id__versions__number__restore_post: {
    parameters: {
      query?: {
        base_revision?: components["schemas"]["Revision"] | null;
      };
      header?: {
        "if-match"?: string | null;
      };
      path: {
        bot_id: string;
        number: number;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BotRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  simulate_bot_api_v1_bots__bot_id__simulate_post: {
    parameters: {
      query?: {
        version?: string;
        live?: boolean;
        proposal?: string | null;
      };
      path: {
        bot_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
        "application/yaml": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Simulated"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_dead_letters_api_v1_bots__bot_id__dead_letters_get: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string | null;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DeadLetterReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  replay_dead_letter_api_v1_bots__bot_id__dead_letters__letter_id__replay_post: {
    parameters: {
      path: {
        bot_id: string;
        letter_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Replayed"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  open_draft_api_v1_bots__bot_id__draft_get: {
    parameters: {
      query?: {
        proposal?: string | null;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DraftRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_changes_api_v1_bots__bot_id__changes_get: {
    parameters: {
      query?: {
        after?: number;
        limit?: number;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChangesSince"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  make_changes_api_v1_bots__bot_id__changes_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        bot_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChangesIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChangesOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  undo_change_api_v1_bots__bot_id__changes__revision__undo_post: {
    parameters: {
      path: {
        bot_id: string;
        revision: number;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChangesOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_tests_api_v1_bots__bot_id__tests_get: {
    parameters: {
      query?: {
        proposal?: string | null;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeptTests"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  add_test_api_v1_bots__bot_id__tests_post: {
    parameters: {
      query?: {
        base_revision?: components["schemas"]["Revision"] | null;
      };
      header?: {
        "if-match"?: string | null;
      };
      path: {
        bot_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
        "application/yaml": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeptTest"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  run_tests_api_v1_bots__bot_id__tests_run_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["TestRunIn"] | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TestRun"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_kept_test_api_v1_bots__bot_id__tests__index__get: {
    parameters: {
      path: {
        bot_id: string;
        index: number;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeptTest"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  replace_test_api_v1_bots__bot_id__tests__index__put: {
    parameters: {
      query?: {
        base_revision?: components["schemas"]["Revision"] | null;
      };
      header?: {
        "if-match"?: string | null;
      };
      path: {
        bot_id: string;
        index: number;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
        "application/yaml": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeptTest"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_test_api_v1_bots__bot_id__tests__index__delete: {
    parameters: {
      query?: {
        base_revision?: components["schemas"]["Revision"] | null;
      };
      header?: {
        "if-match"?: string | null;
      };
      path: {
        bot_id: string;
        index: number;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_proposals_api_v1_bots__bot_id__proposals_get: {
    parameters: {
      query?: {
        state?: components["schemas"]["ProposalState"][] | null;
        limit?: number;
        cursor?: string | null;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProposalReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_proposal_api_v1_bots__bot_id__proposals_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ProposalIn"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProposalMade"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_proposal_api_v1_bots__bot_id__proposals__proposal_id__get: {
    parameters: {
      path: {
        bot_id: string;
        proposal_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProposalRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_proposal_document_api_v1_bots__bot_id__proposals__proposal_id__document_get: {
    parameters: {
      path: {
        bot_id: string;
        proposal_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProposalDocument"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_proposal_difference_api_v1_bots__bot_id__proposals__proposal_id__difference_get: {
    parameters: {
      path: {
        bot_id: string;
        proposal_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProposalDifference"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  inspect_proposal_api_v1_bots__bot_id__proposals__proposal_id__inspect_get: {
    parameters: {
      path: {
        bot_id: string;
        proposal_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Issues"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_proposal_api_v1_bots__bot_id__proposals__proposal_id__changes_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        bot_id: string;
        proposal_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChangesIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChangesOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  accept_proposal_api_v1_bots__bot_id__proposals__proposal_id__accept_post: {
    parameters: {
      path: {
        bot_id: string;
        proposal_id: string;
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["AcceptProposal"] | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Acceptance"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  reject_proposal_api_v1_bots__bot_id__proposals__proposal_id__reject_post: {
    parameters: {
      path: {
        bot_id: string;
        proposal_id: string;
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["RejectProposal"] | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Decision"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  withdraw_proposal_api_v1_bots__bot_id__proposals__proposal_id__withdraw_post: {
    parameters: {
      path: {
        bot_id: string;
        proposal_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProposalRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  try_bot_rules_api_v1_bots__bot_id__rules_try_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["TryRules"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RulesTried"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_access_api_v1_bots__bot_id__access_get: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string | null;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PersonAccessPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  share_bot_api_v1_bots__bot_id__access_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ShareIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PersonAccess"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  put_access_api_v1_bots__bot_id__access__user_id__put: {
    parameters: {
      path: {
        bot_id: string;
        user_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RoleIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PersonAccess"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  remove_access_api_v1_bots__bot_id__access__user_id__delete: {
    parameters: {
      path: {
        bot_id: string;
        user_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  pause_bot_api_v1_bots__bot_id__pause_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BotRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  resume_bot_api_v1_bots__bot_id__resume_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BotRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  archive_bot_api_v1_bots__bot_id__archive_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BotRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  unarchive_bot_api_v1_bots__bot_id__unarchive_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BotRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  duplicate_bot_api_v1_bots__bot_id__duplicate_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["Duplicate"] | null;
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BotRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_audit_api_v1_bots__bot_id__audit_get: {
    parameters: {
      query?: {
        action?: string | null;
        actor_id?: string | null;
        limit?: number;
        cursor?: string | null;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AuditLinePage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_bot_variables_api_v1_bots__bot_id__variables_get: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  replace_bot_variables_api_v1_bots__bot_id__variables_put: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  clear_bot_variables_api_v1_bots__bot_id__variables_delete: {
    parameters: {
      query?: {
        name?: components["schemas"]["AdministrationKey"][] | null;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_bot_variables_api_v1_bots__bot_id__variables_patch: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_channel_variables_api_v1_channels__channel_id__variables_get: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  replace_channel_variables_api_v1_channels__channel_id__variables_put: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  clear_channel_variables_api_v1_channels__channel_id__variables_delete: {
    parameters: {
      query?: {
        name?: components["schemas"]["AdministrationKey"][] | null;
      };
      path: {
        channel_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_channel_variables_api_v1_channels__channel_id__variables_patch: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_user_variables_api_v1_users__user_id__variables_get: {
    parameters: {
      query: {
        workspace_id: string;
      };
      path: {
        user_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  replace_user_variables_api_v1_users__user_id__variables_put: {
    parameters: {
      query: {
        workspace_id: string;
      };
      path: {
        user_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  clear_user_variables_api_v1_users__user_id__variables_delete: {
    parameters: {
      query: {
        name?: components["schemas"]["AdministrationKey"][] | null;
        workspace_id: string;
      };
      path: {
        user_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_user_variables_api_v1_users__user_id__variables_patch: {
    parameters: {
      query: {
        workspace_id: string;
      };
      path: {
        user_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_templates_api_v1_templates_get: {
    parameters: {
      query?: {
        workspace_id?: string | null;
        bot_id?: string | null;
        source?: ("workspace" | "gallery") | null;
        search?: string | null;
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  import_template_api_v1_templates_import_post: {
    parameters: {
      query?: {
        workspace_id?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
        "application/yaml": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateImported"];
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateImported"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  make_template_api_v1_templates_from_steps_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["FromSteps"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateMade"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_template_api_v1_templates__template_id__get: {
    parameters: {
      query?: {
        workspace_id?: string | null;
      };
      path: {
        template_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateWhole"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_template_api_v1_templates__template_id__delete: {
    parameters: {
      path: {
        template_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_template_versions_api_v1_templates__template_id__versions_get: {
    parameters: {
      query?: {
        workspace_id?: string | null;
      };
      path: {
        template_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateVersions"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  make_version_api_v1_templates__template_id__versions_post: {
    parameters: {
      query?: {
        workspace_id?: string | null;
      };
      path: {
        template_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
        "application/yaml": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateImported"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  inspect_template_api_v1_templates__template_id__inspect_get: {
    parameters: {
      query?: {
        workspace_id?: string | null;
      };
      path: {
        template_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Issues"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  export_template_api_v1_templates__template_id__export_get: {
    parameters: {
      query?: {
        format?: "yaml" | "json";
        workspace_id?: string | null;
      };
      path: {
        template_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
          "application/yaml": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  update_instance_api_v1_template_instances__part_id__update_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["InstanceUpdate"] | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateInstanceRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_steps_api_v1_steps_get: {
    parameters: {
      query: {
        bot_id: string;
        key?: string | null;
        search?: string | null;
        sort?: components["schemas"]["Sort"];
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["StepReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_step_api_v1_steps_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["StepCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["StepRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_step_api_v1_steps__part_id__get: {
    parameters: {
      path: {
        part_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["StepRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_step_api_v1_steps__part_id__delete: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_step_api_v1_steps__part_id__patch: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["StepChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["StepRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_groups_api_v1_connection_groups_get: {
    parameters: {
      query: {
        bot_id: string;
        key?: string | null;
        search?: string | null;
        sort?: components["schemas"]["Sort"];
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConnectionGroupReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_group_api_v1_connection_groups_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConnectionGroupCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConnectionGroupRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_group_api_v1_connection_groups__part_id__get: {
    parameters: {
      path: {
        part_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConnectionGroupRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_group_api_v1_connection_groups__part_id__delete: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_group_api_v1_connection_groups__part_id__patch: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConnectionGroupChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConnectionGroupRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_connections_api_v1_connections_get: {
    parameters: {
      query: {
        bot_id: string;
        key?: string | null;
        search?: string | null;
        sort?: components["schemas"]["Sort"];
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConnectionReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_connection_api_v1_connections_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConnectionCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConnectionRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_connection_api_v1_connections__part_id__get: {
    parameters: {
      path: {
        part_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConnectionRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_connection_api_v1_connections__part_id__delete: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_connection_api_v1_connections__part_id__patch: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConnectionChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConnectionRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_requests_api_v1_requests_get: {
    parameters: {
      query: {
        bot_id: string;
        key?: string | null;
        search?: string | null;
        sort?: components["schemas"]["Sort"];
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RequestReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_request_api_v1_requests_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RequestCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RequestRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_request_api_v1_requests__part_id__get: {
    parameters: {
      path: {
        part_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RequestRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_request_api_v1_requests__part_id__delete: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_request_api_v1_requests__part_id__patch: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RequestChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RequestRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_notes_api_v1_notes_get: {
    parameters: {
      query: {
        bot_id: string;
        key?: string | null;
        search?: string | null;
        sort?: components["schemas"]["Sort"];
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NoteReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_note_api_v1_notes_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NoteCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NoteRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_note_api_v1_notes__part_id__get: {
    parameters: {
      path: {
        part_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NoteRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_note_api_v1_notes__part_id__delete: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_note_api_v1_notes__part_id__patch: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NoteChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NoteRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_messages_api_v1_messages_get: {
    parameters: {
      query: {
        bot_id: string;
        key?: string | null;
        search?: string | null;
        sort?: components["schemas"]["Sort"];
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PartsMessageReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_message_api_v1_messages_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["MessageCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PartsMessageRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_message_api_v1_messages__part_id__get: {
    parameters: {
      path: {
        part_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PartsMessageRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_message_api_v1_messages__part_id__delete: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_message_api_v1_messages__part_id__patch: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["MessageChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PartsMessageRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_widgets_api_v1_widgets_get: {
    parameters: {
      query: {
        bot_id: string;
        key?: string | null;
        search?: string | null;
        sort?: components["schemas"]["Sort"];
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WidgetReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_widget_api_v1_widgets_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["WidgetCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WidgetRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_widget_api_v1_widgets__part_id__get: {
    parameters: {
      path: {
        part_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WidgetRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_widget_api_v1_widgets__part_id__delete: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_widget_api_v1_widgets__part_id__patch: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["WidgetChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WidgetRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_template_instances_api_v1_template_instances_get: {
    parameters: {
      query: {
        bot_id: string;
        key?: string | null;
        search?: string | null;
        sort?: components["schemas"]["Sort"];
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateInstanceReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_template_instance_api_v1_template_instances_post: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["TemplateInstanceCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateInstanceRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_template_instance_api_v1_template_instances__part_id__get: {
    parameters: {
      path: {
        part_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateInstanceRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_template_instance_api_v1_template_instances__part_id__delete: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_template_instance_api_v1_template_instances__part_id__patch: {
    parameters: {
      header?: {
        "if-match"?: string | null;
      };
      path: {
        part_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["TemplateInstanceChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TemplateInstanceRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  execute_request_api_v1_requests__part_id__execute_post: {
    parameters: {
      path: {
        part_id: string;
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["Execute"] | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ExecutedRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  execute_code_api_v1_connection_groups__part_id__execute_post: {
    parameters: {
      path: {
        part_id: string;
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["ExecuteCode"] | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CodeExecutedRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_widget_kinds_api_v1_widget_catalogue_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WidgetKinds"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_presets_api_v1_presets_catalog_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Catalog"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  make_parts_of_preset_api_v1_presets_parts_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PartsOfPreset"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PresetParts"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_step_from_preset_api_v1_presets_create_step_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["StepFromPreset"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PresetStepRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  update_step_from_preset_api_v1_presets_update_step_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PresetChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PresetStepRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_examples_api_v1_examples_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Examples"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_example_api_v1_examples__name__get: {
    parameters: {
      path: {
        name: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  simulate_example_api_v1_examples__name__simulate_post: {
    parameters: {
      path: {
        name: string;
      };
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
        "application/yaml": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Simulated"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_document_schema_api_v1_schemas_document_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_operations_schema_api_v1_schemas_operations_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_channels_api_v1_channels_get: {
    parameters: {
      query?: {
        workspace_id?: string | null;
        kind?: components["schemas"]["Kind-Input"] | null;
        is_public?: boolean | null;
        default_bot_id?: string | null;
        search?: string | null;
        sort?: "created_at" | "-created_at" | "name" | "-name" | "updated_at" | "-updated_at";
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChannelReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_channel_api_v1_channels_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChannelCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChannelRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_channel_api_v1_channels__channel_id__get: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChannelRead"] | components["schemas"]["ChannelShown"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_channel_api_v1_channels__channel_id__delete: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_channel_api_v1_channels__channel_id__patch: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChannelChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChannelRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_subscribers_api_v1_channels__channel_id__subscribers_get: {
    parameters: {
      query?: {
        kind?: components["schemas"]["SubscriberKind"] | null;
        search?: string | null;
        limit?: number;
        cursor?: string | null;
      };
      path: {
        channel_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SubscriberReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  add_subscriber_api_v1_channels__channel_id__subscribers_post: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SubscriberCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SubscriberRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  remove_subscriber_api_v1_channels__channel_id__subscribers__subscriber_id__delete: {
    parameters: {
      path: {
        channel_id: string;
        subscriber_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_messages_api_v1_channels__channel_id__messages_get: {
    parameters: {
      query?: {
        after?: number;
        limit?: number;
      };
      path: {
        channel_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChannelsMessageReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  say_api_v1_channels__channel_id__messages_post: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Speech"];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Receipt"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  start_api_v1_channels__channel_id__start_post: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["First"] | null;
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["StartReceipt"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_look_api_v1_channels__channel_id__widget_get: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Look"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  identify_api_v1_channels__channel_id__identity_post: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["IdentityIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TokensOut"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  make_secret_api_v1_channels__channel_id__secret_post: {
    parameters: {
      path: {
        channel_id: string;
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["SecretIn"] | null;
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SecretMade"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  receive_api_v1_channels__channel_id__webhook_post: {
    parameters: {
      header?: {
        "x-dbcv-signature"?: components["schemas"]["Named"];
        "x-dbcv-sender"?: components["schemas"]["Named"];
        "idempotency-key"?: components["schemas"]["Named"];
      };
      path: {
        channel_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": unknown;
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Receipt"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_attachments_api_v1_attachments_get: {
    parameters: {
      query?: {
        bot_id?: string | null;
        channel_id?: string | null;
        search?: string | null;
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AttachmentReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  upload_api_v1_attachments_post: {
    parameters: {
      query: {
        bot_id: string;
        name?: string | null;
      };
    };
    requestBody: {
      content: {
        "application/octet-stream": string;
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AttachmentRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  upload_in_channel_api_v1_channels__channel_id__attachments_post: {
    parameters: {
      query?: {
        name?: string | null;
      };
      path: {
        channel_id: string;
      };
    };
    requestBody: {
      content: {
        "application/octet-stream": string;
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AttachmentRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_attachment_api_v1_attachments__attachment_id__get: {
    parameters: {
      path: {
        attachment_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AttachmentRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_attachment_api_v1_attachments__attachment_id__delete: {
    parameters: {
      query?: {
        force?: boolean;
      };
      path: {
        attachment_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_content_api_v1_attachments__attachment_id__content_get: {
    parameters: {
      query?: {
        key?: string | null;
      };
      header?: {
        range?: string | null;
        "if-range"?: string | null;
        "if-none-match"?: string | null;
      };
      path: {
        attachment_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "*/*": string;
        };
      };
      206: {
        headers: {
          [name: string]: unknown;
        };
      };
      304: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_icon_api_v1_icons__file__get: {
    parameters: {
      path: {
        file: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "image/svg+xml": string;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_credentials_api_v1_credentials_get: {
    parameters: {
      query?: {
        workspace_id?: string | null;
        bot_id?: string | null;
        provider?: components["schemas"]["Provider"] | null;
        search?: string | null;
        sort?: "created_at" | "-created_at" | "name" | "-name" | "updated_at" | "-updated_at";
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CredentialReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_credential_api_v1_credentials_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CredentialCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CredentialRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_strategies_api_v1_credentials_catalogue_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Catalogue"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_credential_api_v1_credentials__credential_id__get: {
    parameters: {
      path: {
        credential_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CredentialRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_credential_api_v1_credentials__credential_id__delete: {
    parameters: {
      query?: {
        force?: boolean;
      };
      path: {
        credential_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_credential_api_v1_credentials__credential_id__patch: {
    parameters: {
      path: {
        credential_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CredentialChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CredentialRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_usages_api_v1_credentials__credential_id__usages_get: {
    parameters: {
      path: {
        credential_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UsageRead"][];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  test_credential_api_v1_credentials__credential_id__test_post: {
    parameters: {
      path: {
        credential_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Trial"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TrialRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_integrations_api_v1_integrations_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Integrations"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  get_integration_api_v1_integrations__integration_id__get: {
    parameters: {
      path: {
        integration_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["IntegrationRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_sessions_api_v1_bots__bot_id__sessions_get: {
    parameters: {
      query?: {
        since?: components["schemas"]["Moment"] | null;
        until?: components["schemas"]["Moment"] | null;
        sort?: "-created_at" | "created_at" | "-updated_at" | "updated_at";
        channel?: string | null;
        person?: string | null;
        search?: string | null;
        state?: components["schemas"]["State"] | null;
        step?: string | null;
        version?: number | null;
        problems?: boolean | null;
        limit?: number;
        cursor?: string | null;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SessionReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_bot_counts_api_v1_bots__bot_id__counts_get: {
    parameters: {
      query?: {
        version?: number | null;
        since?: components["schemas"]["Moment"] | null;
        idle_hours?: number;
      };
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CountsCounts"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_session_api_v1_sessions__session_id__get: {
    parameters: {
      path: {
        session_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SessionWhole"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_session_api_v1_sessions__session_id__delete: {
    parameters: {
      path: {
        session_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_session_messages_api_v1_sessions__session_id__messages_get: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string | null;
      };
      path: {
        session_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SessionsMessageReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_session_traces_api_v1_sessions__session_id__trace_get: {
    parameters: {
      query?: {
        newest_first?: boolean;
        limit?: number;
        cursor?: string | null;
      };
      path: {
        session_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TraceReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  replay_session_api_v1_sessions__session_id__replay_post: {
    parameters: {
      path: {
        session_id: string;
      };
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["ReplayIn"] | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Replay"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_people_api_v1_people_get: {
    parameters: {
      query?: {
        search?: string | null;
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PersonReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  export_person_api_v1_people__person_id__export_post: {
    parameters: {
      path: {
        person_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": Record<string, never>;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  erase_person_api_v1_people__person_id__erase_post: {
    parameters: {
      path: {
        person_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Erased"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_emitters_api_v1_emitters_get: {
    parameters: {
      query: {
        bot_id: string;
        channel_id?: string | null;
        is_paused?: boolean | null;
        search?: string | null;
        sort?: "created_at" | "-created_at" | "name" | "-name" | "updated_at" | "-updated_at";
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["EmitterReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_emitter_api_v1_emitters_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["EmitterCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["EmitterRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_calendar_api_v1_emitters_calendar_get: {
    parameters: {
      query: {
        bot_id: string;
        emitter_id?: string | null;
        from?: components["schemas"]["Moment"] | null;
        to?: components["schemas"]["Moment"] | null;
        timezone?: components["schemas"]["Timezone"];
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CalendarEntryPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_emitter_api_v1_emitters__emitter_id__get: {
    parameters: {
      path: {
        emitter_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["EmitterRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_emitter_api_v1_emitters__emitter_id__delete: {
    parameters: {
      path: {
        emitter_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_emitter_api_v1_emitters__emitter_id__patch: {
    parameters: {
      path: {
        emitter_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["EmitterChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["EmitterRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  pause_emitter_api_v1_emitters__emitter_id__pause_post: {
    parameters: {
      path: {
        emitter_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["EmitterRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  resume_emitter_api_v1_emitters__emitter_id__resume_post: {
    parameters: {
      path: {
        emitter_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["EmitterRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  run_emitter_api_v1_emitters__emitter_id__run_post: {
    parameters: {
      path: {
        emitter_id: string;
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RunRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_runs_api_v1_emitters__emitter_id__runs_get: {
    parameters: {
      query?: {
        kind?: ("send" | "plan" | "own") | null;
        state?: ("open" | "done" | "skipped" | "stopped") | null;
        sort?: "occurrence" | "-occurrence";
        limit?: number;
        cursor?: string | null;
      };
      path: {
        emitter_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RunReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  list_crons_api_v1_crons_get: {
    parameters: {
      query: {
        bot_id: string;
        emitter_id?: string | null;
        limit?: number;
        cursor?: string | null;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CronReadPage"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  create_cron_api_v1_crons_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CronCreate"];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CronRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  preview_cron_api_v1_crons_preview_post: {
    parameters: {
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PreviewIn"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Preview"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_cron_api_v1_crons__cron_id__get: {
    parameters: {
      path: {
        cron_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CronRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  delete_cron_api_v1_crons__cron_id__delete: {
    parameters: {
      path: {
        cron_id: string;
      };
    };
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_cron_api_v1_crons__cron_id__patch: {
    parameters: {
      path: {
        cron_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CronChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CronRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  read_alerts_api_v1_bots__bot_id__alerts_get: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertsRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  change_alerts_api_v1_bots__bot_id__alerts_patch: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AlertsChange"];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertsRead"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  make_alert_secret_api_v1_bots__bot_id__alerts_secret_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AlertSecret"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  try_alerts_api_v1_bots__bot_id__alerts_trial_post: {
    parameters: {
      path: {
        bot_id: string;
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": null;
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  live_health_live_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Liveness"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  ready_health_ready_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Readiness"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  health_health_get: {
    parameters: {
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Readiness"];
        };
      };
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
}
